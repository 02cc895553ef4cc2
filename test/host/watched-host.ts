import type { BootRecord, BootSteps } from '../../host/boot-record.ts';
import { LATER_SETTINGS } from '../../host/settings.ts';
import { watch } from '../../host/watch.ts';
import type { ActivityReport, StopIntent } from '../../power/items.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import type { Store } from '../../power/store/store.ts';
import { HandClock } from '../power/hand-clock.ts';
import { FakeKafka } from './fake-kafka.ts';

/** A host under watch, whose time a test lets pass: the watch sleeps exactly as long as the test says. */
export class WatchedHost {
  readonly clock = new HandClock();
  readonly kafka = new FakeKafka();
  readonly log: string[] = [];
  keptSteps: BootSteps | undefined;
  /** What the table answers instead. */
  tableTrouble: string | undefined;
  /** Why nobody can tell how full the disk is. */
  diskTrouble: string | undefined;
  /** All reports, the oldest first. */
  readonly reports: ActivityReport[] = [];
  readonly #memory = new MemoryStore();
  readonly #leave = new AbortController();
  #watching: Promise<void> = Promise.resolve();
  /** Resolves the watch's present sleep, if it sleeps; and until when it does. */
  #sleep: { readonly until: number; readonly wake: () => void } | undefined;
  #slept: () => void = () => undefined;

  /** Starts the watch and lets it do what is due at once. */
  async start(): Promise<void> {
    const asleep = this.#nextSleep();
    this.#watching = watch(
      {
        record: this.#record(),
        reporter: { store: this.#store(), target: 'kafka', instanceId: 'i-1' },
        service: this.kafka,
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

  async report(): Promise<ActivityReport | undefined> {
    return (await this.#memory.read('kafka')).get('activity#i-1');
  }

  /** @param inSeconds when to stop */
  async announceStop(inSeconds: number): Promise<void> {
    const stop: StopIntent = {
      stop: this.clock.at(inSeconds),
      at: this.clock.at(Math.min(inSeconds, 0)),
      instance: 'i-1',
      reason: { code: 'idle', text: 'unused for 5 min' },
    };
    await this.#memory.commit('kafka', [(await this.#memory.read('kafka')).put('intent', stop)]);
  }

  async withdrawStop(): Promise<void> {
    await this.#memory.commit('kafka', [(await this.#memory.read('kafka')).remove('intent')]);
  }

  /** What the boot left, a minute before the watch starts. */
  #record(): BootRecord {
    return {
      bootId: 'boot-1',
      instanceId: 'i-1',
      settings: {
        target: 'kafka',
        table: 't',
        dataVolume: {},
        reportEvery: 20,
        ...LATER_SETTINGS,
        kafka: { security: 'open' },
      },
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
