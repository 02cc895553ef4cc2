import type { Transition } from '../../../../power/items.ts';
import type { Invocation } from '../invocation.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

export function storyHasNoGaps(simulation: Simulation): Rule {
  const untold = new Map<string, Invocation>();
  let newest: Transition | undefined;
  return {
    name: 'The history has no gaps: each transition begins where and when the former one ended, and people hear of it.',
    committed({ by, changes }) {
      const transitions = changes.flatMap((change) =>
        // Keys and values were paired by TargetItems.put().
        change.do === 'put' && change.key.startsWith('transition#') ? [change.value as Transition] : [],
      );
      const next = transitions.find(({ left }) => left === undefined);
      if (next === undefined) return undefined;
      const former = newest;
      newest = next;
      untold.set(next.at, by);
      const closed = transitions.find(({ left }) => left !== undefined);
      return former && gap(former, next, closed);
    },
    told(notice) {
      if ('alarm' in notice) return undefined;
      const { at } = notice.transition;
      const known = simulation.table.history().some((each) => each.at === at);
      untold.delete(at);
      return known ? undefined : `people were told of a transition at ${at} that is not in the history`;
    },
    end() {
      const unexcused = [...untold].filter(([, { dead, failures }]) => !dead && failures === 0);
      return unexcused.length > 0
        ? `nobody was told of ${unexcused.map(([at]) => at).join(', ')}`
        : undefined;
    },
  };
}

function gap(former: Transition, next: Transition, closed: Transition | undefined): string | undefined {
  if (next.from !== former.to) return `a transition from ${next.from} follows one to ${former.to}`;
  if (next.to === next.from) return `a transition from ${next.from} to ${next.to} changes nothing`;
  if (next.at <= former.at) return `a transition at ${next.at} follows one at ${former.at}`;
  if (closed?.at !== former.at || closed.left !== next.at)
    return `the transition at ${former.at} does not say that it was left at ${next.at}`;
  return undefined;
}
