import { CollectorError } from '../errors.ts';
import { type EventRecord, sizeOf } from '../event-record.ts';
import type { BatchLimits } from '../settings.ts';
import { Batch } from './batch.ts';

/** What was accepted and is neither in the sink nor in the buffer yet, in batches, in the order of acceptance. */
export class Pending {
  /** Of all batches, those that are on their way included. */
  bytes = 0;
  events = 0;
  readonly #limits: BatchLimits;
  readonly #limitBytes: number;
  /** All but the last take nothing more. */
  readonly #batches: Batch[] = [];
  /** The last batch, while it takes more. */
  #collecting: Batch | undefined;

  /** @param limitBytes past which nothing is taken */
  constructor(limits: BatchLimits, limitBytes: number) {
    this.#limits = limits;
    this.#limitBytes = limitBytes;
  }

  /**
   * Takes all of the records or none.
   *
   * @param now wall time in milliseconds
   * @returns the batches they are in, in order
   * @throws CollectorError `full`
   */
  add(records: readonly EventRecord[], now: number): readonly Batch[] {
    const sizes = records.map(sizeOf);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (this.bytes + total > this.#limitBytes) throw this.#full(total);
    this.bytes += total;
    this.events += records.length;
    const batches: Batch[] = [];
    for (const [index, record] of records.entries()) {
      const size = sizes[index] ?? 0;
      const batch = this.#batchFor(size, now);
      batch.add(record, size);
      if (batches.at(-1) !== batch) batches.push(batch);
      if (this.#isFull(batch)) this.#collecting = undefined;
    }
    return batches;
  }

  /** Whether the first batch may go out: it is full, or due. */
  get ripe(): boolean {
    const [first] = this.#batches;
    return first !== undefined && (first !== this.#collecting || first.due);
  }

  /** The first batch if it may go out. It takes nothing more then; until then it did, however old it was. */
  take(): Batch | undefined {
    if (!this.ripe) return undefined;
    const [first] = this.#batches;
    if (first === this.#collecting) this.#collecting = undefined;
    return first;
  }

  /** The batch that takes more. */
  get collecting(): Batch | undefined {
    return this.#collecting;
  }

  get oldestSince(): number | undefined {
    return this.#batches[0]?.since;
  }

  /** The first batch went out, or failed. */
  remove(batch: Batch): void {
    this.#batches.shift();
    this.bytes -= batch.bytes;
    this.events -= batch.records.length;
  }

  #batchFor(size: number, now: number): Batch {
    if (this.#collecting !== undefined && this.#collecting.bytes + size <= this.#limits.bytes) {
      return this.#collecting;
    }
    this.#collecting = new Batch(now);
    this.#batches.push(this.#collecting);
    return this.#collecting;
  }

  #isFull(batch: Batch): boolean {
    return batch.records.length >= this.#limits.count || batch.bytes >= this.#limits.bytes;
  }

  #full(bytes: number): CollectorError {
    return new CollectorError(
      'full',
      `${bytes} bytes more cannot wait in memory beside ${this.bytes} bytes (limit ${this.#limitBytes}): send again later${
        bytes > this.#limitBytes ? ', in smaller requests' : ''
      }`,
    );
  }
}
