import type { Depth, EventBuffer } from '../buffer/event-buffer.ts';
import { CollectorError } from '../errors.ts';
import type { Clock } from './clock.ts';

export interface KeeperProps {
  readonly buffer: EventBuffer;
  readonly clock: Clock;
  readonly log: (message: string) => void;
  /** What is in the buffer; `reopened` if it was opened for this, so that anything may have happened to it before. */
  readonly found: (depth: Depth, reopened: boolean) => Promise<void>;
}

/** Milliseconds between looks. */
const INTERVAL = 1000;

/** Keeps the buffer open, and looks how full it is. */
export class Keeper {
  readonly #props: KeeperProps;
  #cancel: (() => void) | undefined;
  #looking: Promise<void> | undefined;
  #stopped = false;
  /** What was logged last, so that it is said once and not every second. */
  #said: string | undefined;

  constructor(props: KeeperProps) {
    this.#props = props;
  }

  /**
   * Opens the buffer, and goes on trying if it does not answer.
   *
   * @throws CollectorError `second-collector`
   */
  async open(): Promise<void> {
    await this.#again();
    const { trouble } = this.#props.buffer;
    if (trouble?.code !== 'second-collector') return;
    await this.stop();
    throw trouble;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#looking;
  }

  async #again(): Promise<void> {
    this.#looking = this.#look();
    await this.#looking;
    if (!this.#stopped) this.#cancel = this.#props.clock.after(INTERVAL, () => this.#again());
  }

  async #look(): Promise<void> {
    const { buffer, found } = this.#props;
    try {
      const reopened = buffer.trouble !== undefined;
      if (reopened) await buffer.open();
      const depth = await buffer.depth();
      if (reopened) this.#say('the buffer is open');
      await found(depth, reopened);
    } catch (error) {
      if (!(error instanceof CollectorError)) throw error;
      this.#say(`the buffer cannot be used: ${error.message}`);
    }
  }

  #say(message: string): void {
    if (message !== this.#said) this.#props.log(message);
    this.#said = message;
  }
}
