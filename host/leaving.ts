import { explain } from './errors.ts';
import type { WatchProps } from './watch-props.ts';
import type { Schedule } from './watch-schedule.ts';
import type { WatchedService } from './watched-service.ts';

/** Milliseconds between two looks at what EC2 says: it gives two minutes' notice, and recommends to look each 5 seconds. */
const ASK_EVERY = 5_000;

/** Milliseconds until a step that failed is tried again. */
const GO_AGAIN = 1_000;

/** Milliseconds for which a volume that is still in use is waited for; EC2 takes it anyway when the instance ends. */
const RELEASE_PATIENCE = 15_000;

/** Whether this host has to go for good, and how it goes. */
export class Leaving {
  readonly #props: WatchProps<unknown>;
  #why: string | undefined;
  #risk: string | undefined;
  #askAt = 0;
  #goAt = 0;
  /** Until when the volume is waited for, once the service is stopped. */
  #releaseBy: number | undefined;

  constructor(props: WatchProps<unknown>) {
    this.#props = props;
  }

  /** Why it goes; undefined: it stays. */
  get why(): string | undefined {
    return this.#why;
  }

  /** Why it may soon have to go. */
  get risk(): string | undefined {
    return this.#risk;
  }

  get due(): Pick<Schedule, 'askAt' | 'goAt'> {
    if (this.#props.departure === undefined) return {};
    return this.#why === undefined ? { askAt: this.#askAt } : { goAt: this.#goAt };
  }

  /** Somebody has asked it to go, which nobody can take back. */
  asked(why: string): void {
    if (this.#props.departure !== undefined) this.#why ??= why;
  }

  /** Sees whether EC2 takes the instance back, or a former agent has begun to go. */
  async ask(): Promise<void> {
    this.#askAt = this.#in(ASK_EVERY);
    try {
      const { leave, risk } = (await this.#props.departure?.outlook()) ?? {};
      this.#why ??= leave;
      this.#risk = risk;
    } catch (error) {
      this.#props.log(`whether EC2 takes the instance back is unknown: ${explain(error)}`);
    }
  }

  /**
   * Takes all the steps of going, or as many as succeed; the rest is tried again.
   *
   * @param report called once the service is stopped
   */
  async go(service: WatchedService<unknown>, report: () => Promise<void>): Promise<void> {
    try {
      if (this.#releaseBy === undefined) {
        await this.#stop(service);
        this.#releaseBy = this.#in(RELEASE_PATIENCE);
        await report();
      }
      await this.#release(this.#releaseBy);
      await this.#props.departure?.terminate();
      this.#props.log('this instance ends now, and its group launches another one');
      this.#goAt = Number.POSITIVE_INFINITY;
    } catch (error) {
      this.#props.log(`this host cannot leave yet: ${explain(error)}`);
      this.#goAt = this.#in(GO_AGAIN);
    }
  }

  async #stop(service: WatchedService<unknown>): Promise<void> {
    const { departure } = this.#props;
    const why = this.#why ?? '';
    await departure?.begin(why);
    // One that sleeps has been stopped already.
    if (service.stopped === undefined) await service.stop(why);
    await departure?.ended(service.stopped ?? 'unclean');
  }

  async #release(by: number): Promise<void> {
    try {
      await this.#props.departure?.release();
    } catch (error) {
      if (this.#props.clock().getTime() < by) throw error;
      this.#props.log(`the volume goes back only with the instance: ${explain(error)}`);
    }
  }

  #in(milliseconds: number): number {
    return this.#props.clock().getTime() + milliseconds;
  }
}
