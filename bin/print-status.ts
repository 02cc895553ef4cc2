import { describeParts } from '../rehearsal/day/describe-parts.ts';
import type { Status } from './answer.ts';

/** Transitions worth a person's glance; `--json` has them all. */
const GLANCE = 5;

/** Prints what an environment said, for a person or, with `json`, for a script. */
export function printStatus(status: Status, { json }: { json?: boolean }): void {
  console.log(json ? JSON.stringify(status, undefined, 2) : describeStatus(status));
}

/** A few plain lines: the state, since when and why, and what happened last. */
export function describeStatus(status: Status): string {
  const since = status.since ? ` since ${local(status.since)}` : '';
  const eta = status.eta ? `, online about ${local(status.eta)}` : '';
  const lines = [`${status.target}: ${status.state}${since}${eta}`];
  if (status.reason) {
    lines.push(`  ${status.reason}`);
  }
  for (const { at, from, to, reason, timings } of (status.timeline ?? []).slice(0, GLANCE)) {
    lines.push(`  ${local(at)}  ${from} → ${to}${timings ? ` (${describeParts(timings)})` : ''}: ${reason}`);
  }
  return lines.join('\n');
}

function local(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
}
