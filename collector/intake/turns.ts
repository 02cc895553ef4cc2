/** Bytes from which a body waits for its turn. A smaller one is read in a fraction of a millisecond. */
export const LARGE_BODY = 64 * 1024;

/**
 * Works one after the other, each in a turn of the event loop of its own: a crowd of large bodies, of which each takes
 * some 20 ms to read, must not keep Redis, Kafka and small requests from being heard. Without it, forty of them at once
 * made the answers of Redis look late.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  /** @param work must not throw */
  take(work: () => void): void {
    this.#waiting.push(work);
    if (this.#waiting.length === 1) setImmediate(this.#next);
  }

  readonly #next = (): void => {
    this.#waiting[0]?.();
    this.#waiting.shift();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}
