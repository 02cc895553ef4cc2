/** Simulated time: it jumps from one planned event to the next, so that a quiet night costs nothing. */

interface Planned {
  readonly at: number;
  /** Those of one instant happen in the order in which they were planned. */
  readonly order: number;
  readonly happen: () => unknown;
}

export class Timeline {
  #now: number;
  #planned = 0;
  /** A binary heap: the next one comes first. */
  readonly #heap: Planned[] = [];

  /** @param start - milliseconds since the epoch, as all instants here */
  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** Lets something happen at that instant, or now if it is past. */
  plan(at: number, happen: () => unknown): void {
    const event = { at: Math.max(at, this.#now), order: this.#planned++, happen };
    const heap = this.#heap;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(event, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  /** Waits in simulated time. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.plan(this.#now + milliseconds, resolve);
    });
  }

  /** Lets everything happen that is planned up to that instant, each to its end or until it waits; or until `halted`. */
  async runUntil(end: number, halted: () => boolean): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#removeFirst();
      this.#now = next.at;
      next.happen();
      await everythingWaits();
      if (halted()) return;
    }
    this.#now = Math.max(this.#now, end);
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && isBefore(right, left)) child++;
      const smallest = heap[child];
      if (smallest === undefined || !isBefore(smallest, last)) break;
      heap[index] = smallest;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(a: Planned, b: Planned): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Node runs this only once no promise has anything left to do: whatever goes on waits for simulated time then. */
function everythingWaits(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
