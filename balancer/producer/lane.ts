import type { Choice } from '../choice.ts';
import type { Clock } from '../clock.ts';
import type { Entry } from './entry.ts';

/** A pause doubles with each failure, up to this many times the first. */
const LONGEST_PAUSE = 10;

/** One request to one partition. */
export interface Attempt {
  readonly lane: Lane;
  /** What it is reported with. */
  readonly choice: Choice;
  readonly entries: readonly Entry[];
  /** Ends the wait for its answer. */
  cancelPatience(): void;
}

/** What goes to one partition: one batch at a time, in the order of the queue. */
export class Lane {
  readonly topic: string;
  readonly partition: number;
  /** Requests that were not answered, the probe among them. */
  readonly inFlight = new Set<Attempt>();
  /** The request that the queue waits for. */
  busy: Attempt | undefined;
  #queue: Entry[] = [];
  /** Records of one batch at most: halved when a batch is refused, until the culprit is alone. */
  #most = Number.POSITIVE_INFINITY;
  #failures = 0;
  #endPause: (() => void) | undefined;

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }

  get isFree(): boolean {
    return this.busy === undefined && this.#endPause === undefined && this.#queue.length > 0;
  }

  get isIdle(): boolean {
    return this.inFlight.size === 0 && this.#queue.length === 0;
  }

  get head(): Entry | undefined {
    return this.#queue[0];
  }

  push(entry: Entry): void {
    this.#queue.push(entry);
  }

  /** What failed goes first again. */
  putBack(entries: readonly Entry[]): void {
    for (const entry of entries) entry.attempt = undefined;
    this.#queue = [...entries, ...this.#queue];
  }

  takeAll(): Entry[] {
    const all = this.#queue;
    this.#queue = [];
    return all;
  }

  /** The next batch: as many records as it may hold, at least one. None if all in the queue have ended. */
  cut(batchBytes: number): Entry[] {
    const batch: Entry[] = [];
    let bytes = 0;
    let at = 0;
    for (; at < this.#queue.length && batch.length < this.#most; at++) {
      const entry = this.#queue[at];
      if (entry === undefined || entry.ended) continue;
      bytes += entry.bytes;
      if (batch.length > 0 && bytes > batchBytes) break;
      batch.push(entry);
    }
    this.#queue.splice(0, at);
    return batch;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#most *= 2;
    this.resume();
  }

  /** A batch of this many was refused as a whole. */
  halve(records: number): void {
    this.#most = Math.ceil(records / 2);
  }

  /** Waits before the next batch. */
  pause(firstMs: number, clock: Clock, resumed: () => void): void {
    this.#endPause?.();
    const delay = Math.min(firstMs * 2 ** this.#failures, firstMs * LONGEST_PAUSE);
    this.#failures++;
    this.#endPause = clock.after(delay, () => {
      this.#endPause = undefined;
      resumed();
    });
  }

  resume(): void {
    this.#endPause?.();
    this.#endPause = undefined;
  }
}
