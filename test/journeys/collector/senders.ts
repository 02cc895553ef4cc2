import { setTimeout as sleep } from 'node:timers/promises';
import { numberedEvent } from '../../../rehearsal/day/numbered-events.ts';

/** Milliseconds before an event that was not acknowledged is sent again. */
const PAUSE = 50;

/**
 * Applications that send events by HTTP, one of each key: an event until it is acknowledged, then the next. What the
 * collector refuses, or does not answer, they send again; so must whoever wants order.
 */
export class Senders {
  /** How many events of each key were acknowledged. */
  readonly counts: Map<string, number>;
  readonly #collector: () => Promise<string>;

  /** @param collector its address, which changes when its host is replaced */
  constructor(keys: readonly string[], collector: () => Promise<string>) {
    this.counts = new Map(keys.map((key) => [key, 0]));
    this.#collector = collector;
  }

  /** Sends so many events of each key. */
  async send(each: number): Promise<void> {
    await Promise.all([...this.counts.keys()].map((key) => this.#sendNext(key, each)));
  }

  /** Sends until told to end; the promise resolves when all that was sent is acknowledged. */
  async sendUntil(ended: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.counts.keys()].map(async (key) => {
        while (!ended.aborted) await this.#sendNext(key, 1);
      }),
    );
  }

  async #sendNext(key: string, count: number): Promise<void> {
    for (let sent = 0; sent < count; sent++) {
      const number = this.counts.get(key) ?? 0;
      while (!(await this.#isAcknowledged(numberedEvent(key, number)))) await sleep(PAUSE);
      this.counts.set(key, number + 1);
    }
  }

  async #isAcknowledged(event: object): Promise<boolean> {
    try {
      const response = await fetch(`${await this.#collector()}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      // Whatever else it says about an event that is as it must be is a bug, and no reason to try again.
      if (response.status !== 201 && response.status !== 503) {
        throw new WrongAnswer(`POST /events answered ${response.status}: ${text}`);
      }
      return response.status === 201;
    } catch (error) {
      if (error instanceof WrongAnswer) throw error;
      // Nobody listens, or the connection broke before the answer: it may have been taken or not.
      return false;
    }
  }
}

class WrongAnswer extends Error {}
