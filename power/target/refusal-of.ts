import type { RefusalCode } from '../reason.ts';
import type { StartRefusal } from './target.ts';

/** EC2's error codes ("Error codes for the Amazon EC2 API") by which a start or a change of type is refused for now. */
const REFUSALS: Readonly<Record<string, RefusalCode>> = {
  InsufficientInstanceCapacity: 'no-capacity',
  InsufficientCapacity: 'no-capacity',
  InsufficientHostCapacity: 'no-capacity',
  // The zone does not have the type, or the image does not run on it, as may be with a fallback size.
  Unsupported: 'no-capacity',
  InvalidInstanceAttributeValue: 'no-capacity',
  InstanceLimitExceeded: 'quota',
  VcpuLimitExceeded: 'quota',
};

/**
 * What EC2's error means for the instance's start.
 *
 * @throws the error itself if it is a failure and no answer
 */
export function refusalOf(error: unknown): 'not-startable' | StartRefusal {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'IncorrectInstanceState') return 'not-startable';
  const refused = REFUSALS[error.name.replace(/^Server\./, '')];
  if (refused === undefined) throw error;
  return { refused, text: error.message };
}
