/** Milliseconds over which a rate is averaged: older amounts fade. */
const WINDOW = 30_000;

/** An amount per second, averaged so that the last half minute counts most. */
export class Rate {
  #amount = 0;
  #at = 0;

  /** @param elapsed milliseconds of a clock that only grows */
  add(amount: number, elapsed: number): void {
    this.#amount = this.#faded(elapsed) + amount;
    this.#at = elapsed;
  }

  perSecond(elapsed: number): number {
    return (this.#faded(elapsed) / WINDOW) * 1000;
  }

  #faded(elapsed: number): number {
    return this.#amount * Math.exp((this.#at - elapsed) / WINDOW);
  }
}
