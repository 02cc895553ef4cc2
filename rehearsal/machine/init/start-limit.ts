import type { ServiceSettings } from './unit.ts';

/** Counts the starts of a service, so that one that fails again and again is given up. */
export class StartLimit {
  #starts: number[] = [];

  /**
   * Whether one more start is within the limit; if so, it counts.
   *
   * @param now epoch milliseconds
   */
  admits({ burst, interval }: ServiceSettings['startLimit'], now: number): boolean {
    this.#starts = this.#starts.filter((start) => now - start < interval);
    if (this.#starts.length >= burst) return false;
    this.#starts.push(now);
    return true;
  }
}
