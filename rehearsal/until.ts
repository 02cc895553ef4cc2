import { setTimeout as sleep } from 'node:timers/promises';
import { RehearsalError } from './errors.ts';

export interface UntilOptions {
  /** What is waited for, for the error: `until <what>`. */
  readonly what: string;
  /** Milliseconds. */
  readonly timeout: number;
  /**
   * Milliseconds between two looks.
   *
   * @default 100
   */
  readonly every?: number;
  /**
   * Ends the wait early by an error, when waiting has become pointless.
   *
   * @default - waits for the condition or the timeout
   */
  readonly giveUp?: () => Error | undefined;
  /**
   * Ends the wait at once when aborted.
   *
   * @default - nothing interrupts it
   */
  readonly signal?: AbortSignal;
}

/**
 * Looks again and again until there is something to return.
 *
 * @throws the signal's reason when aborted; RehearsalError 'timed-out', with the last error that a look threw as its cause.
 */
export async function until<T>(look: () => Promise<T | undefined>, options: UntilOptions): Promise<T> {
  const deadline = Date.now() + options.timeout;
  let lastError: unknown;
  while (Date.now() < deadline) {
    options.signal?.throwIfAborted();
    const pointless = options.giveUp?.();
    if (pointless) {
      throw pointless;
    }
    try {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
    } catch (error) {
      lastError = error;
    }
    await sleep(options.every ?? 100, undefined, { signal: options.signal });
  }
  throw new RehearsalError(
    'timed-out',
    `waited ${options.timeout / 1000} s until ${options.what}${lastError instanceof Error ? `; the last look failed: ${lastError.message}` : ''}`,
    { cause: lastError },
  );
}
