import { PowerError } from '../errors.ts';
import type { Leave } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { instantText } from '../time.ts';

/**
 * Asks a broker to leave, so that its group replaces it. Asked again for the same instance it changes nothing; the reaper
 * forgets it once the replacement is ready (`market/has-left.ts`).
 *
 * @throws PowerError `busy` while another one leaves: one at a time
 */
export function askToLeave(
  items: TargetItems,
  { instance, node, reason }: Omit<Leave, 'at'>,
  now: Date,
): Change[] {
  const standing = items.get('leave');
  if (standing?.instance === instance) return [items.check('leave')];
  if (standing) {
    throw new PowerError(
      'busy',
      `Broker ${node} (${instance}) cannot leave while broker ${standing.node} (${standing.instance}) does, since ${instantText(standing.at, now)} (${standing.reason.text}); ask again once that one is back.`,
    );
  }
  return [items.put('leave', { instance, node, reason, at: now.toISOString() })];
}
