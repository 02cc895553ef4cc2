/** A host as its agent behaves: boots, reports, obeys an announced stop and its withdrawal. One per instance. */
import { reportActivity } from '../../power/commands/report-activity.ts';
import type { ActivityReport, StopIntent } from '../../power/items.ts';
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
  /** Seconds by which its clock is ahead of everybody else's. */
  ahead = 0;
  /** Records that groups have left to read. */
  lag: Record<string, number> | undefined;
  disk: { usedBytes: number; sizeBytes: number } | undefined;
  /** Kafka is up. */
  serving = false;
  #launch = '';
  #runningSince = '';
  #agentFrom = 0;
  #readyFrom = 0;
  #lastUsedAt = '';
  #stopped = false;
  /** As it was when the agent last looked. */
  #intent: StopIntent | undefined;

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

  /** Lives through the present second. @param look - it is time to look into the table and to report */
  async live(look: boolean): Promise<void> {
    const instance = this.#target.peek(this.#id);
    if (instance?.state !== 'running') {
      this.serving = false;
      return;
    }
    if (instance.launchTime !== this.#launch) this.#boot(instance.launchTime);
    const now = this.#clock.now().getTime();
    if (this.hung || now < this.#agentFrom) return;
    if (look) this.#intent = (await this.#store.read('kafka')).get('intent');
    const obeys = this.#obey();
    this.serving = !this.#stopped && !this.broken && now >= this.#readyFrom;
    if (this.serving && this.used) this.#lastUsedAt = this.#now();
    if (look || obeys) await this.#report();
  }

  #boot(launchTime: string): void {
    this.#launch = launchTime;
    this.#runningSince = this.#clock.at();
    this.#agentFrom = Date.parse(this.#bootAt('agent'));
    this.#lastUsedAt = this.#bootAt('ready');
    this.#readyFrom = Date.parse(this.#bootAt('ready'));
    this.#stopped = false;
    this.#intent = undefined;
  }

  /** Stops Kafka at the announced instant, and starts it again should the stop have been withdrawn. */
  #obey(): boolean {
    if (!this.#intent && this.#stopped) {
      this.#stopped = false;
      this.#readyFrom = this.#clock.now().getTime() + BOOT.restart * 1000;
    }
    const due = this.#intent !== undefined && this.#intent.stop <= this.#now();
    if (!due || this.#stopped) return false;
    this.#stopped = true;
    return true;
  }

  async #report(): Promise<void> {
    const report: ActivityReport = {
      at: this.#now(),
      bootId: this.#launch,
      lastUsedAt: this.#lastUsedAt,
      ready: this.serving,
      ...(this.#stopped ? { stopped: 'clean' } : {}),
      ...(this.lag && { lag: this.lag }),
      detail: {
        phase: this.broken ? 'failed' : this.#stopped ? 'stopped' : this.serving ? 'serving' : 'booting',
        message: this.broken,
        disk: this.disk,
        boot: {
          agentAt: this.#bootAt('agent'),
          kafkaAt: this.#bootAt('kafka'),
          ...(this.#clock.at() >= this.#bootAt('ready') ? { readyAt: this.#bootAt('ready') } : {}),
        },
      },
    };
    await change(this.#store, 'kafka', (items) => reportActivity(items, this.#id, report));
  }

  /** By its own clock. */
  #now(): string {
    return this.#clock.at(this.ahead);
  }

  #bootAt(step: keyof typeof BOOT): string {
    return new Date(Date.parse(this.#runningSince) + BOOT[step] * 1000).toISOString();
  }
}
