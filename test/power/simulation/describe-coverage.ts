/** What stories have covered, for people; and what of the closed lists they have never seen. */
import type { AlarmCode, BrokersAlarmCode } from '../../../power/alarm.ts';
import type { Action } from '../../../power/decide.ts';
import type { PowerState } from '../../../power/items.ts';
import type { ReasonCode } from '../../../power/reason.ts';
import type { Counts, Coverage } from './coverage.ts';

/** Every member of a closed list; the compiler sees to it that none is left out. */
type All<K extends string> = Readonly<Record<K, true>>;

const ACTIONS: All<Action['do']> = {
  none: true,
  start: true,
  'note-failed-start': true,
  resize: true,
  'forget-trouble': true,
  'announce-stop': true,
  'withdraw-stop': true,
  stop: true,
  'clear-intent': true,
};

const STATES: All<PowerState> = { asleep: true, booting: true, online: true, stopping: true, blocked: true };

const REASONS: All<ReasonCode> = {
  'held-off': true,
  'held-on': true,
  leased: true,
  window: true,
  'stopped-by-other-means': true,
  'minimum-awake': true,
  'max-awake': true,
  used: true,
  lagging: true,
  idle: true,
  'unknown-use': true,
  unwanted: true,
  ready: true,
  'still-stopping': true,
  'no-instance': true,
  'wrong-instance': true,
  'no-capacity': true,
  quota: true,
  'start-failed': true,
  'boot-deadline': true,
  'boot-failed': true,
  'silent-host': true,
  'newer-version': true,
};

const ALARMS: All<Exclude<AlarmCode, BrokersAlarmCode>> = {
  'max-awake': true,
  'two-instances': true,
  'disk-nearly-full': true,
  'clock-ahead': true,
};

/** How long the stories were. */
export interface Extent {
  readonly seed: number;
  /** Simulated milliseconds. */
  readonly lasted: number;
  /** Real ones. */
  readonly seconds: number;
}

export function describeCoverage(coverage: Coverage, { seed, lasted, seconds }: Extent): string {
  const counts = coverage.all();
  const ticks = coverage.get('ticks');
  const days = Math.round(lasted / 86_400_000);
  const rate = Math.round(ticks / seconds);
  return [
    '',
    `seed ${seed}: ${coverage.get('stories')} stories, ${ticks} ticks, ${days} simulated days in ${Math.round(seconds)} s (${rate} ticks a second)`,
    `starts ${coverage.get('call: start')}, stops ${coverage.get('call: stop')}, refused starts ${coverage.get('refused starts')}`,
    section('Decisions: action · reason · state', counts, 'decision: '),
    section('Transitions that were recorded: reason · state', counts, 'recorded: '),
    section('Alarms that people were told of', counts, 'alarm: '),
    section('Requests', counts, 'asked: '),
    section('Answers', counts, 'answer: '),
    section('What else happened', counts, 'happening: '),
    section('Faults that struck', counts, 'fault: '),
    section('Functions that were ended half-way', counts, 'death: '),
    neverSeen(counts),
  ].join('\n');
}

/** Members of the closed lists that no decision, transition or alarm had. */
function unseen(counts: Counts): string[] {
  const seen = new Set<string>();
  for (const what of Object.keys(counts)) {
    const [kind, parts = ''] = what.split(': ');
    const [first = '', second = '', third = ''] = parts.split(' · ');
    if (kind === 'decision') seen.add(`action ${first}`).add(`reason ${second}`).add(`state ${third}`);
    if (kind === 'recorded') seen.add(`reason ${first}`).add(`state ${second}`);
    if (kind === 'alarm') seen.add(`alarm ${first}`);
  }
  const lists = { action: ACTIONS, reason: REASONS, state: STATES, alarm: ALARMS };
  const all = Object.entries(lists).flatMap(([kind, list]) =>
    Object.keys(list).map((name) => `${kind} ${name}`),
  );
  return all.filter((name) => !seen.has(name));
}

function neverSeen(counts: Counts): string {
  const names = unseen(counts);
  return `\nNever seen: ${names.length === 0 ? 'nothing; every action, reason, state and alarm occurred' : names.join(', ')}`;
}

function section(title: string, counts: Counts, prefix: string): string {
  const rows = Object.entries(counts)
    .filter(([what]) => what.startsWith(prefix))
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${String(times).padStart(9)}  ${what.slice(prefix.length)}`);
  return [`\n${title}`, ...rows].join('\n');
}
