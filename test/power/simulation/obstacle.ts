import type { Caller } from '../../../power/items.ts';
import type { Ask } from './story.ts';

/** Whose word counts for more. */
export const RANK: Readonly<Record<Caller, number>> = { visitor: 0, service: 1, person: 2 };

/** Somebody's order that it be awake, or asleep. */
export interface Hold {
  readonly what: 'on' | 'off';
  readonly by: Caller;
}

/** Who stands in the way of a request; undefined: nobody. */
export function obstacleTo({ do: what, by }: Ask, hold: Hold | undefined): string | undefined {
  if (hold === undefined || what === 'look' || what === 'end-lease') return undefined;
  if ((what === 'wake' || what === 'lease') && hold.what === 'on') return undefined;
  // To be asleep by somebody else's will is what was asked for.
  if (what === 'sleep' && hold.what === 'off') return undefined;
  return RANK[by] < RANK[hold.by] ? `a ${hold.by} holds it ${hold.what}` : undefined;
}
