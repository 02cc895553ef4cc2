import type { StopIntent } from '../power/items.ts';
import type { BootSteps } from './boot-record.ts';
import { explain } from './errors.ts';
import { afterProbe, type KafkaHealth, type KafkaState } from './kafka-health.ts';
import type { Look } from './use-record.ts';
import type { WatchProps } from './watch-props.ts';

/** Kafka as the watch knows it: how it is, when it was first ready, and how it was stopped. */
export class WatchedKafka {
  readonly #props: WatchProps;
  #health: KafkaHealth;
  #steps: BootSteps;
  #stopped: 'clean' | 'unclean' | undefined;

  constructor(props: WatchProps) {
    this.#props = props;
    this.#steps = props.record.steps;
    this.#health = { state: 'awaited', since: this.#now(), message: 'Kafka has not answered yet' };
  }

  get state(): KafkaState {
    return this.#health.state;
  }

  /** Why it is not ready. */
  get message(): string | undefined {
    return this.#health.state === 'awaited' ? this.#health.message : undefined;
  }

  get steps(): BootSteps {
    return this.#steps;
  }

  /** How it ended, while it is stopped because a stop was announced. */
  get stopped(): 'clean' | 'unclean' | undefined {
    return this.#stopped;
  }

  /** Sends a record through it and back. Its failure is no error but what there is to know. */
  async probe(): Promise<void> {
    const failure = await this.#props.kafka.probe().then(() => undefined, explain);
    this.#health = afterProbe(this.#health, failure, this.#now());
    if (this.#health.state === 'ready' && this.#steps.readyAt === undefined) {
      this.#steps = { ...this.#steps, readyAt: this.#props.clock().toISOString() };
      await this.#props.keepSteps(this.#steps);
    }
  }

  /** What use has moved, or why that is unknown. */
  async lookAtUse(): Promise<Look> {
    if ('message' in this.#health) return { missing: this.#health.message };
    try {
      return { snapshot: await this.#props.kafka.snapshot() };
    } catch (error) {
      return { missing: explain(error) };
    }
  }

  /** @throws HostError `command-failed` */
  async stop({ reason }: StopIntent): Promise<void> {
    const { kafka, howStopped, log } = this.#props;
    log(`stopping Kafka: ${reason.text}`);
    await kafka.stop();
    this.#stopped = howStopped();
    this.#health = { state: 'stopped' };
    log(`Kafka has stopped, ${this.#stopped}`);
  }

  /** @throws HostError `command-failed` */
  async startAgain(): Promise<void> {
    this.#props.log('starting Kafka again: the announced stop was withdrawn');
    await this.#props.kafka.start();
    this.#stopped = undefined;
    this.#health = { state: 'awaited', since: this.#now(), message: 'Kafka has just been started again' };
  }

  #now(): number {
    return this.#props.clock().getTime();
  }
}
