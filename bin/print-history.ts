import type { HistoryBody, TimelineEntry } from '../power/api/api.ts';
import { durationText } from '../power/time.ts';
import { describeParts } from '../rehearsal/day/describe-parts.ts';
import { localTime } from './local-time.ts';

/** A line for each transition, newest first, and what they come to. */
export function describeHistory({ target, timeline, total }: HistoryBody): string {
  if (timeline.length === 0) return `${target}: nothing has happened yet`;
  const since = total.since ? ` since ${localTime(total.since)}` : '';
  const sum = `${target}${since}: woken ${total.wakes} times, awake for ${durationText(total.awake)}`;
  return [sum, ...timeline.map(describeEntry)].join('\n');
}

function describeEntry({ at, left, from, to, reason, timings }: TimelineEntry): string {
  const lasted = left ? ` for ${durationText((Date.parse(left) - Date.parse(at)) / 1000)}` : '';
  const parts = timings ? ` (${describeParts(timings)})` : '';
  return `  ${localTime(at)}  ${from} → ${to}${lasted}${parts}: ${reason}`;
}
