/** Keeps the gate closed until it is released. */
export interface Hold {
  /** Resolves when nobody is inside any more. */
  readonly quiet: Promise<void>;
  readonly released: boolean;
  release(): void;
}

/** Lets one batch out at a time, and none while somebody holds it. What waits behind it keeps its order. */
export class Gate {
  #holds = 0;
  #inside = false;
  #opened = Promise.withResolvers<void>();
  #left = Promise.withResolvers<void>();

  /** Goes in, now or when nobody holds the gate. One at a time; whoever is inside must `leave`. */
  async enter(): Promise<void> {
    while (this.#holds > 0) await this.#opened.promise;
    this.#inside = true;
  }

  leave(): void {
    this.#inside = false;
    this.#left.resolve();
    this.#left = Promise.withResolvers<void>();
  }

  hold(): Hold {
    this.#holds += 1;
    let released = false;
    return {
      quiet: this.#inside ? this.#left.promise : Promise.resolve(),
      get released() {
        return released;
      },
      release: () => {
        if (!released) this.#release();
        released = true;
      },
    };
  }

  #release(): void {
    this.#holds -= 1;
    if (this.#holds > 0) return;
    this.#opened.resolve();
    this.#opened = Promise.withResolvers<void>();
  }
}
