import type { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';

/** Records that go out together. Everybody who gave some of them waits for the same promise. */
export class Batch {
  readonly records: EventRecord[] = [];
  bytes = 0;
  /** Whether it is old enough to go out, full or not. */
  due = false;
  /** Whether it is old enough to go out once nobody is left who could add to it. */
  mayHurry = false;
  /** When its first record was accepted; wall time in milliseconds. */
  readonly since: number;
  /** What became of it. It never rejects, since nobody may be waiting. */
  readonly outcome: Promise<Failure | undefined>;
  /** Settles `outcome`. */
  readonly settle: (failure?: Failure) => void;

  constructor(since: number) {
    this.since = since;
    const { promise, resolve } = Promise.withResolvers<Failure | undefined>();
    this.outcome = promise;
    this.settle = resolve;
  }

  add(record: EventRecord, bytes: number): void {
    this.records.push(record);
    this.bytes += bytes;
  }
}

/** Records of a batch that nobody took. */
export class Failure {
  readonly error: CollectorError;
  readonly #ids: ReadonlySet<string>;

  constructor(records: readonly EventRecord[], error: CollectorError) {
    this.#ids = new Set(records.map(({ id }) => id));
    this.error = error;
  }

  /** Whether it concerns one of them. By id: a dead letter is another object than the record it was. */
  concerns(records: readonly EventRecord[]): boolean {
    return records.some(({ id }) => this.#ids.has(id));
  }
}
