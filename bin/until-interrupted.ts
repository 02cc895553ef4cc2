import { CommandError } from './exit.ts';

/** What a shell expects of a program that Ctrl-C has ended: 128 + SIGINT. */
const INTERRUPTED = 130;

export interface Interruption {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Rejects then, with the exit code that a shell expects. */
  readonly promise: Promise<never>;
  /** Leaves the signals to their defaults again. */
  stop(): void;
}

/**
 * Turns Ctrl-C into an orderly end: whoever listens ends what it started, and then the process ends. A second Ctrl-C
 * changes nothing; what is being ended has time limits of its own.
 */
export function untilInterrupted(): Interruption {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const abort = () => controller.abort();
  for (const signal of signals) {
    process.on(signal, abort);
  }
  const promise = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener(
      'abort',
      () => reject(new CommandError(INTERRUPTED, 'interrupted; everything is ended')),
      { once: true },
    );
  });
  // Nobody may be waiting for it when it comes.
  promise.catch(() => undefined);
  return {
    signal: controller.signal,
    promise,
    stop() {
      for (const signal of signals) {
        process.off(signal, abort);
      }
    },
  };
}
