/** The hard cases of a calendar, and what AWS's Instance Scheduler answers to them: `instance-scheduler.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from '../../../power/calendar/open-window.ts';
import type { Window } from '../../../power/calendar/window.ts';
import { writtenWindows } from './written-windows.ts';

const MINUTE = 60_000;

/** Milliseconds since the epoch; `until` is no longer within. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

export interface HardCase {
  readonly name: string;
  readonly windows: readonly Window[];
  /** What is looked at. */
  readonly around: Interval;
  /** Each minute of it. */
  readonly minutes: readonly number[];
  /** When the Instance Scheduler wants its instance to run. */
  readonly running: readonly Interval[];
}

/** The minutes at which only one of two is open, as ISO intervals. */
export interface Differences {
  readonly onlyOurs: readonly string[];
  readonly onlyTheirs: readonly string[];
}

export const NO_DIFFERENCES: Differences = { onlyOurs: [], onlyTheirs: [] };

interface Recorded {
  readonly case: string;
  readonly timeZone: string;
  readonly windows: readonly string[];
  readonly minutes: string;
  readonly running: readonly string[];
}

export function hardCases(): readonly HardCase[] {
  const text = readFileSync(join(import.meta.dirname, 'instance-scheduler.json'), 'utf8');
  const { cases }: { cases: readonly Recorded[] } = JSON.parse(text);
  return cases.map((recorded) => {
    const around = intervalOf(recorded.minutes);
    return {
      name: recorded.case,
      windows: writtenWindows(recorded.timeZone, ...recorded.windows),
      around,
      minutes: minutesOf(around),
      running: recorded.running.map(intervalOf),
    };
  });
}

/** The minutes at which our windows are open. */
export function openMinutes({ windows, minutes }: HardCase): ReadonlySet<number> {
  return new Set(minutes.filter((minute) => openWindow(windows, new Date(minute)) !== undefined));
}

/** How our minutes differ from what somebody else says. */
export function differences(
  ours: ReadonlySet<number>,
  { minutes }: HardCase,
  intervals: readonly Interval[],
): Differences {
  const theirs = new Set(
    minutes.filter((minute) => intervals.some(({ from, until }) => from <= minute && minute < until)),
  );
  return {
    onlyOurs: intervalTexts([...ours].filter((minute) => !theirs.has(minute))),
    onlyTheirs: intervalTexts([...theirs].filter((minute) => !ours.has(minute))),
  };
}

function minutesOf({ from, until }: Interval): readonly number[] {
  return Array.from({ length: (until - from) / MINUTE }, (_, index) => from + index * MINUTE);
}

function intervalOf(text: string): Interval {
  const [from = '', until = ''] = text.split('/');
  return { from: Date.parse(from), until: Date.parse(until) };
}

function intervalTexts(minutes: readonly number[]): readonly string[] {
  const texts: string[] = [];
  let from = 0;
  for (const [index, minute] of minutes.entries()) {
    if (minutes[index - 1] !== minute - MINUTE) from = minute;
    if (minutes[index + 1] !== minute + MINUTE)
      texts.push(`${minuteText(from)}/${minuteText(minute + MINUTE)}`);
  }
  return texts;
}

function minuteText(instant: number): string {
  return new Date(instant).toISOString().replace(':00.000Z', 'Z');
}
