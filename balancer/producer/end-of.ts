import { BalancerError, type BalancerErrorCode } from '../errors.ts';
import type { Failure } from '../failure.ts';
import type { Outcome } from '../record.ts';
import type { Entry } from './entry.ts';

/** How a record ends that is not sent again. */
export function endOf({ record }: Entry, { kind, name, cause }: Failure): Outcome {
  const codes: Partial<Record<Failure['kind'], BalancerErrorCode>> = { refused: 'refused', denied: 'denied' };
  const code = codes[kind] ?? 'client-failed';
  const message = `A record of ${record.topic} was not sent: ${name}.`;
  return { is: 'failed', error: new BalancerError(code, message, { cause }) };
}
