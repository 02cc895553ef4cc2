/** What happened how often, by name; sums of many stories. */

export type Counts = Readonly<Record<string, number>>;

export class Coverage {
  readonly #counts = new Map<string, number>();

  count(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  add(counts: Counts): void {
    for (const [what, times] of Object.entries(counts)) this.count(what, times);
  }

  get(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  all(): Counts {
    return Object.fromEntries(this.#counts);
  }
}
