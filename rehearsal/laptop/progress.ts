/** Tells a person what is going on while something takes longer than a moment. */
export interface Progress {
  /** Runs a step and says that it began and how long it took. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
}

/** Below this a step is not worth a figure. Seconds. */
const WORTH_SAYING = 0.5;

/** One line for each step that is over. Steps may run side by side. */
export function lineProgress(print: (line: string) => void, now: () => number = Date.now): Progress {
  return {
    async step(what, work) {
      const began = now();
      const result = await work();
      const seconds = (now() - began) / 1000;
      print(seconds < WORTH_SAYING ? `  ${what}` : `  ${what} (${seconds.toFixed(1)} s)`);
      return result;
    },
  };
}
