import type { Depth } from '../buffer/event-buffer.ts';

/** Below this nothing is said: a trickle would make it years. Bytes a second. */
const TRICKLE = 100;

/**
 * Minutes until the buffer is full, if events go on to be appended as of late.
 *
 * @returns undefined when nothing much is appended, or Redis has no limit
 */
export function minutesLeft(
  { usedBytes, limitBytes }: Pick<Depth, 'usedBytes' | 'limitBytes'>,
  bytesPerSecond: number,
): number | undefined {
  if (limitBytes === 0 || bytesPerSecond < TRICKLE) return undefined;
  const seconds = Math.max(0, limitBytes - usedBytes) / bytesPerSecond;
  return Math.floor(seconds / 60);
}
