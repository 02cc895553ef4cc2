/** Milliseconds between tries: twice as long each time, up to a bound. */
export class BackOff {
  readonly #first: number;
  readonly #most: number;
  #next: number;

  constructor(first: number, most: number) {
    this.#first = first;
    this.#most = most;
    this.#next = first;
  }

  next(): number {
    const delay = this.#next;
    this.#next = Math.min(this.#most, delay * 2);
    return delay;
  }

  reset(): void {
    this.#next = this.#first;
  }
}
