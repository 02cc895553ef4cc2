import type { BootSteps } from './boot-record.ts';
import { explain } from './errors.ts';
import { afterProbe, isUp, type ServiceHealth, type ServiceState } from './service-health.ts';
import type { Look } from './use-record.ts';
import type { WatchProps } from './watch-props.ts';

/** The host's service as the watch knows it: how it is, when it was first ready, and how it was stopped. */
export class WatchedService<Snapshot> {
  readonly #props: WatchProps<Snapshot>;
  #health: ServiceHealth;
  #steps: BootSteps;
  #stopped: 'clean' | 'unclean' | undefined;

  constructor(props: WatchProps<Snapshot>) {
    this.#props = props;
    this.#steps = props.record.steps;
    this.#health = {
      state: 'awaited',
      since: this.#now(),
      message: `${props.service.name} has not answered yet`,
    };
  }

  get state(): ServiceState {
    return this.#health.state;
  }

  /** Why it is not ready. */
  get message(): string | undefined {
    return this.#health.state === 'awaited' ? this.#health.message : undefined;
  }

  get steps(): BootSteps {
    return this.#steps;
  }

  /** How it ended, while it is stopped because that was asked for. */
  get stopped(): 'clean' | 'unclean' | undefined {
    return this.#stopped;
  }

  /** Sees whether it works. That it does not is no error but what there is to know. */
  async probe(): Promise<void> {
    const failure = await this.#props.service.probe().then(() => undefined, explain);
    this.#health = afterProbe(this.#health, failure, this.#now());
    if (this.#health.state === 'ready' && this.#steps.readyAt === undefined) {
      this.#steps = { ...this.#steps, readyAt: this.#props.clock().toISOString() };
      await this.#props.keepSteps(this.#steps);
    }
  }

  /** What use has moved, or why that is unknown. */
  async lookAtUse(): Promise<Look<Snapshot>> {
    if ('message' in this.#health) return { missing: this.#health.message };
    try {
      return { snapshot: await this.#props.service.snapshot() };
    } catch (error) {
      return { missing: explain(error) };
    }
  }

  /** How many partitions have a replica that is out of sync; undefined if that is unknown, or cannot be. */
  async underReplicated(): Promise<number | undefined> {
    if (!isUp(this.#health.state)) return undefined;
    try {
      return await this.#props.service.underReplicated?.();
    } catch (error) {
      this.#props.log(`which replicas are in sync is unknown: ${explain(error)}`);
      return undefined;
    }
  }

  /**
   * @param why for people
   * @throws HostError `command-failed`
   */
  async stop(why: string): Promise<void> {
    const { service, log } = this.#props;
    log(`stopping ${service.name}: ${why}`);
    await service.stop();
    this.#stopped = await service.howStopped();
    this.#health = { state: 'stopped' };
    log(`${service.name} has stopped, ${this.#stopped}`);
  }

  /** @throws HostError `command-failed` */
  async startAgain(): Promise<void> {
    const { service, log } = this.#props;
    log(`starting ${service.name} again: the announced stop was withdrawn`);
    await service.start();
    this.#stopped = undefined;
    this.#health = {
      state: 'awaited',
      since: this.#now(),
      message: `${service.name} has just been started again`,
    };
  }

  #now(): number {
    return this.#props.clock().getTime();
  }
}
