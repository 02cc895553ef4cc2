import type { Clock } from './clock.ts';

/** Waits that somebody may cut short. One at a time. */
export class Pause {
  readonly #clock: Clock;
  #end: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param delay milliseconds */
  wait(delay: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(delay, () => this.cutShort());
      this.#end = () => {
        cancel();
        resolve();
      };
    });
  }

  cutShort(): void {
    this.#end?.();
    this.#end = undefined;
  }
}
