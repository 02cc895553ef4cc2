import type { ActivityReport, ItemKey, StopIntent, Transition } from '../../../power/items.ts';
import type { Change } from '../../../power/store/changes.ts';
import type { Commit } from './table.ts';

/** What changes in the table mean to a person; undefined if they tell nothing new. */
export function sayCommit({ by, changes, before }: Commit): string | undefined {
  const words = changes.flatMap((change) => say(change, (key) => before.get(key)) ?? []);
  return words.length === 0 ? undefined : `${by.who} ${words.join(', ')}`;
}

function say(change: Change, former: (key: ItemKey) => unknown): string | undefined {
  const { key } = change;
  const [kind] = key.split('#');
  if (change.do === 'check' || kind === 'alarm' || kind === 'count') return undefined;
  if (change.do === 'remove') return sayRemoval(key, former);
  const { value } = change;
  // Keys and values were paired by TargetItems.put().
  if (kind === 'intent') return sayIntent(value as StopIntent);
  if (kind === 'transition') return sayTransition(value as Transition);
  if (kind === 'activity')
    return sayReport(value as ActivityReport, former(key) as ActivityReport | undefined);
  return `writes ${key}: ${JSON.stringify(value)}`;
}

function sayRemoval(key: ItemKey, former: (key: ItemKey) => unknown): string {
  if (key !== 'intent') return `removes ${key}`;
  // As above.
  const { committed } = former(key) as StopIntent;
  return committed === undefined ? 'takes the announced stop back' : 'forgets the stop that is over';
}

function sayIntent({ stop, committed, reason }: StopIntent): string {
  if (committed !== undefined) return 'takes the stop upon itself';
  return `announces a stop for ${stop.slice(11, 19)} (${reason.text})`;
}

function sayTransition({ from, to, reason, left }: Transition): string | undefined {
  return left === undefined ? `records ${from} → ${to} (${reason.text})` : undefined;
}

/** Most reports tell what the one before told. */
function sayReport(report: ActivityReport, former: ActivityReport | undefined): string | undefined {
  const summary = ({ detail, ready, stopped }: ActivityReport) =>
    `${detail.phase}, ${ready ? 'ready' : 'not ready'}${stopped ? `, stopped ${stopped}` : ''}`;
  return former && summary(former) === summary(report) ? undefined : `reports: ${summary(report)}`;
}
