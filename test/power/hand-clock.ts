/** A clock that stands still until a test moves it. */
export class HandClock {
  #now: number;

  constructor(at = '2026-11-21T03:00:00.000Z') {
    this.#now = Date.parse(at);
  }

  readonly now = (): Date => new Date(this.#now);

  /** The instant `seconds` from now, or before now if negative. */
  at(seconds = 0): string {
    return new Date(this.#now + seconds * 1000).toISOString();
  }

  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }
}
