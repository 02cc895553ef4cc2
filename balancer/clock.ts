/** Time as the producer needs it. A test moves its own by hand. */
export interface Clock {
  /** Milliseconds that only grow. */
  now(): number;
  /**
   * Calls back once, unless it is cancelled.
   *
   * @param delay milliseconds
   * @returns cancels it
   */
  after(delay: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};
