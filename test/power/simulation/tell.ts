import type { Line } from './simulation.ts';
import { ORDINARY, type Setting, type Story } from './story.ts';
import type { Violation } from './watch.ts';

/** A story that a person can read, and the promise that it breaks. */
export function tell(
  { setting }: Story,
  { lines, violation }: { readonly lines: readonly Line[]; readonly violation: Violation | undefined },
): string {
  const numbered = lines.map(
    ({ at, text }, index) => `${String(index + 1).padStart(4)}  ${clock(at)}  ${text}`,
  );
  const broken = violation ? [`Broken: ${violation.rule}`, `How: ${violation.how}`] : [];
  return [`Given: ${describe(setting)}`, ...numbered, ...broken].join('\n');
}

function describe(setting: Setting): string {
  const unusual = Object.entries(setting).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(ORDINARY[name as keyof Setting]),
  );
  const words = unusual.map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return words.join(', ') || 'all as usual';
}

/** Days count from the first one. */
function clock(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return `${day.slice(8)}. ${time.slice(0, 8)}`;
}
