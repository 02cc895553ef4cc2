import type { Timer } from './timer.ts';

/** The timers of a machine that run: each waits for the next time to start its service. */
export class RunningTimers {
  readonly #startService: (name: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  /** @param startService is called with the name of a service whose time has come */
  constructor(startService: (name: string) => void) {
    this.#startService = startService;
  }

  /** Starts a timer; one that runs goes on as it is. */
  start(timer: Timer): void {
    if (!this.runs(timer.name)) this.#wait(timer, timer.onActive);
  }

  /** Stops a timer; what it has started goes on. */
  stop(name: string): void {
    clearTimeout(this.#waiting.get(name));
    this.#waiting.delete(name);
  }

  stopAll(): void {
    for (const name of this.#waiting.keys()) this.stop(name);
  }

  runs(name: string): boolean {
    return this.#waiting.has(name);
  }

  #wait(timer: Timer, milliseconds: number): void {
    const elapse = (): void => {
      this.#waiting.delete(timer.name);
      if (timer.onUnitActive !== undefined) this.#wait(timer, timer.onUnitActive);
      this.#startService(timer.name.replace(/\.timer$/, '.service'));
    };
    this.#waiting.set(timer.name, setTimeout(elapse, milliseconds));
  }
}
