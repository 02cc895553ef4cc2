import type { Clock } from '../clock.ts';
import { failureToConnect } from './failure-of.ts';
import { type Address, Link, type LinkProps } from './link.ts';

/**
 * Milliseconds until it is tried again whether a broker is back: the first time, and at most. The same for one that accepts
 * connections and ends them at once.
 */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1_000;

export interface BrokerWatchProps {
  readonly address: Address;
  readonly link: LinkProps;
  readonly clock: Clock;
  readonly down: (cause: string) => void;
  readonly up: () => void;
}

/**
 * Holds a connection to a broker that is used for nothing but metadata, to learn at once that the broker is gone. A
 * connection that ends is opened again, since brokers close those that are idle; only if that fails, the broker is down.
 */
export class BrokerWatch {
  readonly #props: BrokerWatchProps;
  #link: Link | undefined;
  #pause = FIRST_PAUSE;
  #isDown = false;
  #closed = false;
  #cancel = () => {};

  constructor(props: BrokerWatchProps) {
    this.#props = props;
    void this.#open();
  }

  get address(): Address {
    return this.#props.address;
  }

  /** The connection, if it stands. */
  get link(): Link | undefined {
    return this.#link?.isUp ? this.#link : undefined;
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#link?.end();
  }

  async #open(): Promise<void> {
    const { address, link: props, clock, down, up } = this.#props;
    const link = new Link(address, props);
    this.#link = link;
    try {
      await link.open();
    } catch (error) {
      if (this.#closed) return;
      if (!this.#isDown) down(failureToConnect(error).name);
      this.#isDown = true;
      this.#openLater();
      return;
    }
    // Also the first time: the one before it at another address may have been down.
    if (!this.#closed) up();
    this.#isDown = false;
    const openedAt = clock.now();
    link.onEnd(() => {
      const stood = clock.now() - openedAt >= LONGEST_PAUSE;
      if (stood) this.#pause = FIRST_PAUSE;
      if (stood && !this.#closed) void this.#open();
      else this.#openLater();
    });
    if (this.#closed) link.end();
  }

  #openLater(): void {
    if (this.#closed) return;
    this.#cancel = this.#props.clock.after(this.#pause, () => void this.#open());
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }
}
