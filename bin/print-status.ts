import type { MemberSituation } from '../power/situation.ts';
import { describeParts } from '../rehearsal/day/describe-parts.ts';
import type { Status } from './answer.ts';
import { localTime } from './local-time.ts';

/** Transitions worth a person's glance; `--json` has them all. */
const GLANCE = 5;

/** Prints what an environment said, for a person or, with `json`, for a script. */
export function printStatus(status: Status, { json }: { json?: boolean }): void {
  console.log(json ? JSON.stringify(status, undefined, 2) : describeStatus(status));
}

/** A few plain lines: the state, since when and why, and what happened last. */
export function describeStatus(status: Status): string {
  const since = status.since ? ` since ${localTime(status.since)}` : '';
  const eta = status.eta ? `, online about ${localTime(status.eta)}` : '';
  const lines = [`${status.target}: ${status.state}${since}${eta}`];
  if (status.reason) {
    lines.push(`  ${status.reason}`);
  }
  if (status.nextWindow) {
    lines.push(`  by the calendar awake again at ${localTime(status.nextWindow)}`);
  }
  for (const { text } of status.alarms ?? []) {
    lines.push(`  needs a look: ${text}`);
  }
  for (const member of status.members ?? []) {
    lines.push(`  ${describeMember(member)}`);
  }
  for (const { at, from, to, reason, timings } of (status.timeline ?? []).slice(0, GLANCE)) {
    lines.push(
      `  ${localTime(at)}  ${from} → ${to}${timings ? ` (${describeParts(timings)})` : ''}: ${reason}`,
    );
  }
  return lines.join('\n');
}

/** One broker of a cluster: where it is, how it was bought, and what ails it. */
function describeMember({
  node,
  id,
  type,
  zone,
  market,
  state,
  ready,
  underReplicated = 0,
  leaves,
  message,
}: MemberSituation): string {
  const how = ready ? 'ready' : state;
  const ails = [
    underReplicated > 0 ? `${underReplicated} partitions lack a copy` : undefined,
    leaves && `leaves: ${leaves.text}`,
    message,
  ].filter((text) => text !== undefined);
  return [`broker ${node}: ${how}, ${id} (${type}, ${market}, ${zone})`, ...ails].join('; ');
}
