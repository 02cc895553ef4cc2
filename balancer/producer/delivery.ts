import type { Outcome } from '../record.ts';

/** Records that were given together, and what became of them. */
export class Delivery {
  readonly outcomes: Promise<readonly Outcome[]>;
  readonly #outcomes: Outcome[];
  readonly #resolve: (outcomes: readonly Outcome[]) => void;
  #left: number;

  constructor(records: number) {
    const { promise, resolve } = Promise.withResolvers<readonly Outcome[]>();
    this.outcomes = promise;
    this.#outcomes = new Array(records);
    this.#resolve = resolve;
    this.#left = records;
    if (records === 0) resolve([]);
  }

  get isOver(): boolean {
    return this.#left === 0;
  }

  take(index: number, outcome: Outcome): void {
    this.#outcomes[index] = outcome;
    this.#left--;
    if (this.isOver) this.#resolve(this.#outcomes);
  }
}
