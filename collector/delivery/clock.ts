/** Time as the collector needs it. A test moves its own by hand. */
export interface Clock {
  /** Wall time, milliseconds since 1970: for people, never for a deadline. */
  now(): number;
  /** Milliseconds that only grow, with fractions: for durations. */
  elapsed(): number;
  /**
   * Calls back once, unless it is cancelled.
   *
   * @param delay milliseconds
   * @returns cancels it
   */
  after(delay: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, callback) {
    // A busy process runs late timers before it reads what has arrived meanwhile: an answer that is there is not late.
    let immediate: NodeJS.Immediate | undefined;
    const timer = setTimeout(() => {
      immediate = setImmediate(callback);
    }, delay);
    return () => {
      clearTimeout(timer);
      clearImmediate(immediate);
    };
  },
};
