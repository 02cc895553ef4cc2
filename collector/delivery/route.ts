import type { CollectorError } from '../errors.ts';

/** What decides where a batch goes. */
export interface Surroundings {
  /** Whether acknowledged events may wait in the buffer, which nothing may overtake. */
  readonly waiting: boolean;
  /** Whether the sink may be sent to at once. */
  readonly connected: boolean;
  /** Why nothing can be appended to the buffer. */
  readonly trouble: CollectorError | undefined;
}

/** `direct`: to the sink at once. `buffering`: to the buffer, out of which it is drained. */
export type Mode = 'direct' | 'buffering';

/** Without an acknowledged event in the buffer there is nothing to overtake, whether Redis can be reached or not. */
export function modeOf({ waiting, connected }: Pick<Surroundings, 'waiting' | 'connected'>): Mode {
  return connected && !waiting ? 'direct' : 'buffering';
}

/** Where the next batch goes; an error if nowhere. Beside another collector nothing is sent: orders would mix. */
export function route(surroundings: Surroundings): 'sink' | 'buffer' | CollectorError {
  const { trouble } = surroundings;
  if (trouble?.code === 'second-collector') return trouble;
  if (modeOf(surroundings) === 'direct') return 'sink';
  return trouble ?? 'buffer';
}
