import type { Depth, EventBuffer } from '../buffer/event-buffer.ts';
import { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';
import type { Metrics } from '../status/metrics.ts';
import type { Clock } from './clock.ts';
import { Rate } from './rate.ts';

/** The buffer, and what is known of it without asking. */
export class WaitingRoom {
  /**
   * Whether acknowledged events may be in there. True until it was seen to be empty: somebody else may have left some.
   * An append that failed does not count, even if its entry is there: nobody was told that those events are kept.
   */
  occupied = true;
  /** As last seen. */
  depth: Depth | undefined;
  /** When something was appended after it had been empty; wall time in milliseconds. */
  firstAt: number | undefined;
  /** When something was last appended; wall time in milliseconds. */
  lastAt: number | undefined;
  /** Why the last append failed. */
  refusal: CollectorError | undefined;
  readonly #buffer: EventBuffer;
  readonly #metrics: Metrics;
  readonly #clock: Clock;
  readonly #rate = new Rate();

  constructor(buffer: EventBuffer, metrics: Metrics, clock: Clock) {
    this.#buffer = buffer;
    this.#metrics = metrics;
    this.#clock = clock;
  }

  /** @throws CollectorError `full`, `unavailable`, `second-collector` */
  async append(records: readonly EventRecord[]): Promise<void> {
    const began = this.#clock.elapsed();
    let bytes: number;
    try {
      bytes = await this.#buffer.append(records);
    } catch (error) {
      if (error instanceof CollectorError) this.refusal = error;
      throw error;
    }
    const ended = this.#clock.elapsed();
    this.refusal = undefined;
    this.lastAt = this.#clock.now();
    if (!this.occupied) this.firstAt = this.lastAt;
    this.occupied = true;
    this.#rate.add(bytes, ended);
    this.#metrics.buffered(records.length, (ended - began) / 1000);
  }

  /** Bytes that were appended per second, lately. */
  get bytesPerSecond(): number {
    return this.#rate.perSecond(this.#clock.elapsed());
  }
}
