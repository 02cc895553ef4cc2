/** A host as its agent behaves: boots, reports, obeys an announced stop and its withdrawal. One per instance. */
import { reportActivity } from '../../power/commands/report-activity.ts';
import type { ActivityReport } from '../../power/items.ts';
import { change } from '../../power/store/change.ts';
import type { Store } from '../../power/store/store.ts';
import type { FakeTarget } from './fake-target.ts';
import type { HandClock } from './hand-clock.ts';

/** Seconds from a running instance to the agent's start, to Kafka's exec, to the first record back; of Kafka's restart. */
const BOOT = { agent: 5, kafka: 8, ready: 20, restart: 6 };

export class FakeHost {
  /** Somebody uses Kafka at each moment. */
  used = false;
  /** The host hangs: it neither reports nor obeys. */
  hung = false;
  /** The boot fails with that message. */
  broken: string | undefined;
  /** Kafka is up. */
  serving = false;
  #launch = '';
  #runningSince = '';
  #lastUsedAt = '';
  #readyFrom = Number.POSITIVE_INFINITY;
  #stopped = false;

  readonly #id: string;
  readonly #target: FakeTarget;
  readonly #store: Store;
  readonly #clock: HandClock;

  constructor(id: string, target: FakeTarget, store: Store, clock: HandClock) {
    this.#id = id;
    this.#target = target;
    this.#store = store;
    this.#clock = clock;
  }

  /** Lives through the present second. */
  async live(reportNow: boolean): Promise<void> {
    const instance = (await this.#target.describe()).find(({ id }) => id === this.#id);
    if (instance?.state !== 'running') {
      this.serving = false;
      return;
    }
    if (instance.launchTime !== this.#launch) this.#boot(instance.launchTime);
    if (this.hung || this.#clock.at() < this.#bootAt('agent')) return;
    await this.#obey();
    this.serving = !this.#stopped && !this.broken && this.#clock.now().getTime() >= this.#readyFrom;
    if (this.serving && this.used) this.#lastUsedAt = this.#clock.at();
    if (reportNow) await this.#report();
  }

  #boot(launchTime: string): void {
    this.#launch = launchTime;
    this.#runningSince = this.#clock.at();
    this.#lastUsedAt = this.#bootAt('ready');
    this.#readyFrom = Date.parse(this.#bootAt('ready'));
    this.#stopped = false;
  }

  /** Stops Kafka at the announced instant, and starts it again should the stop have been withdrawn. */
  async #obey(): Promise<void> {
    const intent = (await this.#store.read('kafka')).get('intent');
    const due = intent !== undefined && intent.stop <= this.#clock.at();
    if (due && !this.#stopped) {
      this.#stopped = true;
      await this.#report();
    }
    if (!intent && this.#stopped) {
      this.#stopped = false;
      this.#readyFrom = this.#clock.now().getTime() + BOOT.restart * 1000;
    }
  }

  async #report(): Promise<void> {
    const report: ActivityReport = {
      at: this.#clock.at(),
      bootId: this.#launch,
      lastUsedAt: this.#lastUsedAt,
      ready: this.serving && !this.#stopped,
      ...(this.#stopped ? { stopped: 'clean' } : {}),
      detail: {
        phase: this.broken ? 'failed' : this.#stopped ? 'stopped' : this.serving ? 'serving' : 'booting',
        message: this.broken,
        boot: {
          agentAt: this.#bootAt('agent'),
          kafkaAt: this.#bootAt('kafka'),
          ...(this.#clock.at() >= this.#bootAt('ready') ? { readyAt: this.#bootAt('ready') } : {}),
        },
      },
    };
    await change(this.#store, 'kafka', (items) => reportActivity(items, this.#id, report));
  }

  #bootAt(step: keyof typeof BOOT): string {
    return new Date(Date.parse(this.#runningSince) + BOOT[step] * 1000).toISOString();
  }
}
