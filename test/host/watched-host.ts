import type { BootRecord, BootSteps } from '../../host/boot-record.ts';
import { type HostSettings, isBroker, LATER_SETTINGS } from '../../host/settings.ts';
import { watch } from '../../host/watch.ts';
import type { ActivityReport, ItemValues, StopIntent } from '../../power/items.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import type { Store } from '../../power/store/store.ts';
import type { TargetItems } from '../../power/store/target-items.ts';
import { HandClock } from '../power/hand-clock.ts';
import { BROKER_SETTINGS } from './booted-host.ts';
import { FakeDeparture } from './fake-departure.ts';
import { FakeKafka } from './fake-kafka.ts';

const ALONE: HostSettings = {
  target: 'kafka',
  table: 't',
  dataVolume: {},
  reportEvery: 20,
  ...LATER_SETTINGS,
  kafka: { security: 'open' },
};

/** The second broker of a cluster. */
export const BROKER: HostSettings = {
  ...ALONE,
  target: 'cluster',
  cluster: { ...BROKER_SETTINGS.cluster, brokers: 3 },
};

/** A host under watch, whose time a test lets pass: the watch sleeps exactly as long as the test says. */
export class WatchedHost {
  readonly clock = new HandClock();
  readonly kafka = new FakeKafka();
  readonly departure = new FakeDeparture(this.kafka.orders);
  readonly log: string[] = [];
  keptSteps: BootSteps | undefined;
  /** What the table answers instead. */
  tableTrouble: string | undefined;
  /** Why nobody can tell how full the disk is. */
  diskTrouble: string | undefined;
  /** All reports, the oldest first. */
  readonly reports: ActivityReport[] = [];
  readonly #memory = new MemoryStore();
  readonly #settings: HostSettings;
  #leave = new AbortController();
  #watching: Promise<void> = Promise.resolve();
  /** Resolves the watch's present sleep, if it sleeps; and until when it does. */
  #sleep: { readonly until: number; readonly wake: () => void } | undefined;
  #slept: () => void = () => undefined;

  /** @param settings what the boot has left of them */
  constructor(settings: HostSettings = ALONE) {
    this.#settings = settings;
  }

  /** Starts the watch and lets it do what is due at once. */
  async start(): Promise<void> {
    const asleep = this.#nextSleep();
    this.#watching = watch(
      {
        record: this.#record(),
        reporter: { store: this.#store(), target: this.#settings.target, instanceId: 'i-1' },
        service: this.kafka,
        ...(isBroker(this.#settings) ? { departure: this.departure } : {}),
        disk: () =>
          this.diskTrouble === undefined
            ? Promise.resolve({ usedBytes: 1, sizeBytes: 10 })
            : Promise.reject(new Error(this.diskTrouble)),
        keepSteps: (steps) => {
          this.keptSteps = steps;
          return Promise.resolve();
        },
        clock: this.clock.now,
        sleep: (milliseconds) => this.#fallAsleep(milliseconds),
        log: (line) => this.log.push(line),
      },
      this.#leave.signal,
    );
    await asleep;
  }

  /** Lets time pass, as the watch would live it. */
  async pass(seconds: number): Promise<void> {
    const end = Date.parse(this.clock.at(seconds));
    while (this.#sleep !== undefined && this.#sleep.until <= end) {
      const { until, wake } = this.#sleep;
      this.clock.pass((until - this.clock.now().getTime()) / 1000);
      const asleep = this.#nextSleep();
      wake();
      await asleep;
    }
    this.clock.pass((end - this.clock.now().getTime()) / 1000);
  }

  /** SIGTERM */
  async end(): Promise<void> {
    this.#leave.abort();
    this.#sleep?.wake();
    await this.#watching;
  }

  /** SIGKILL: systemd starts another agent, which finds what this one has kept. */
  async killAgent(): Promise<void> {
    const orders = this.kafka.orders.length;
    await this.end();
    this.kafka.orders.splice(orders);
    this.#leave = new AbortController();
    await this.start();
  }

  async report(): Promise<ActivityReport | undefined> {
    return (await this.#items()).get('activity#i-1');
  }

  /** Asks an instance of a cluster to go for good. */
  async askToLeave(instance: string): Promise<void> {
    const reason = { code: 'roll', text: 'it is renewed' } as const;
    await this.#put('leave', { instance, node: 2, reason, at: this.clock.at() });
  }

  /**
   * @param inSeconds when to stop
   * @param instance to which it is announced
   */
  async announceStop(inSeconds: number, instance = 'i-1'): Promise<void> {
    const stop: StopIntent = {
      stop: this.clock.at(inSeconds),
      at: this.clock.at(Math.min(inSeconds, 0)),
      instance,
      reason: { code: 'idle', text: 'unused for 5 min' },
    };
    await this.#put('intent', stop);
  }

  async withdrawStop(): Promise<void> {
    await this.#memory.commit(this.#settings.target, [(await this.#items()).remove('intent')]);
  }

  #items(): Promise<TargetItems> {
    return this.#memory.read(this.#settings.target);
  }

  async #put<K extends 'intent' | 'leave'>(key: K, value: ItemValues[K]): Promise<void> {
    await this.#memory.commit(this.#settings.target, [(await this.#items()).put(key, value)]);
  }

  /** What the boot left, a minute before the watch starts. */
  #record(): BootRecord {
    return {
      bootId: 'boot-1',
      instanceId: 'i-1',
      settings: this.#settings,
      steps: { agentAt: this.clock.at(-60), kafkaAt: this.clock.at(-58) },
      programs: 'programs-1',
    };
  }

  #store(): Store {
    const answer = <T>(work: () => Promise<T>): Promise<T> =>
      this.tableTrouble === undefined ? work() : Promise.reject(new Error(this.tableTrouble));
    return {
      read: (target) => answer(() => this.#memory.read(target)),
      commit: (target, changes) =>
        answer(async () => {
          const outcome = await this.#memory.commit(target, changes);
          const report = await this.report();
          if (report !== undefined) this.reports.push(report);
          return outcome;
        }),
      pause: this.#memory.pause,
      history: (target, limit) => answer(() => this.#memory.history(target, limit)),
    };
  }

  #nextSleep(): Promise<void> {
    return new Promise((resolve) => {
      this.#slept = resolve;
    });
  }

  #fallAsleep(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => {
      this.#sleep = undefined;
      resolve();
    };
    this.#sleep = { until: this.clock.now().getTime() + milliseconds, wake };
    this.#slept();
    return promise;
  }
}
