import { timingSafeEqual } from 'node:crypto';
import { IntakeError } from './intake-error.ts';

/** Tells senders from strangers. */
export class WriteKeys {
  readonly #keys: readonly Buffer[];

  /** @param keys without any, everybody is a sender */
  constructor(keys: readonly string[]) {
    this.#keys = keys.map((key) => Buffer.from(key));
  }

  /**
   * Compares with all keys, each in constant time, so that the time tells nothing but a key's length.
   *
   * @param given header or query parameter, of which there may be several
   * @throws IntakeError `wrong-write-key`
   */
  check(given: unknown): void {
    if (this.#keys.length === 0) return;
    if (typeof given !== 'string') {
      throw new IntakeError(
        'wrong-write-key',
        'No write key; send one as header x-write-key or as ?writeKey=.',
      );
    }
    const bytes = Buffer.from(given);
    let matches = 0;
    for (const key of this.#keys) {
      if (key.length === bytes.length && timingSafeEqual(key, bytes)) matches++;
    }
    if (matches === 0) {
      throw new IntakeError('wrong-write-key', 'The write key is none of those that the collector knows.');
    }
  }
}
