import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../balancer/clock.ts';

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that stands still until a test moves it; then alarms ring in their order. */
export class HandClock implements Clock {
  #now = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  after(delay: number, ring: () => void): () => void {
    const alarm = { at: this.#now + delay, ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** How many alarms are set. */
  get alarms(): number {
    return this.#alarms.size;
  }

  /** Lets time pass, and everything happen that follows from it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await setImmediate();
    for (;;) {
      const [next] = [...this.#alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
      await setImmediate();
    }
    this.#now = until;
  }

  /** What happens without any time. */
  async settle(): Promise<void> {
    await this.pass(0);
  }
}
