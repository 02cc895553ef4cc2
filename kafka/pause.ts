import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for so many milliseconds, or until it is over. */
export async function pause(milliseconds: number, over: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal: over });
  } catch (error) {
    if (!over.aborted) throw error;
  }
}
