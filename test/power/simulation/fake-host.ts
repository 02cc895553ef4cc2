/** A host as its agent behaves: boots, reports, obeys an announced stop and its withdrawal. One per instance. */
import { StandingStop } from '../../../host/standing-stop.ts';
import { nextStep, type Schedule } from '../../../host/watch-schedule.ts';
import { reportActivity } from '../../../power/commands/report-activity.ts';
import type { ActivityReport, StopIntent } from '../../../power/items.ts';
import { change } from '../../../power/store/change.ts';
import type { Store } from '../../../power/store/store.ts';
import type { Instance } from '../../../power/target/target.ts';
import type { Clock } from '../../../power/time.ts';

/** Seconds from a running instance to the agent's start, to Kafka's exec, to the first record back; of Kafka's restart. */
export interface BootTakes {
  readonly agent: number;
  readonly kafka: number;
  readonly ready: number;
  readonly restart: number;
}

const BOOT: BootTakes = { agent: 5, kafka: 8, ready: 20, restart: 6 };

/** How a host tells of itself; both give the announced stop that stands in the table. */
export interface HostTalk {
  report(report: ActivityReport): Promise<StopIntent | undefined>;
  look(): Promise<StopIntent | undefined>;
}

/** As our agent does it. */
export function agentTalk(store: Store, id: string): HostTalk {
  return {
    async report(report) {
      const { items } = await change(store, 'kafka', (read) => reportActivity(read, id, report));
      return items.get('intent');
    },
    look: async () => (await store.read('kafka')).get('intent'),
  };
}

/** Milliseconds, as in `host/watching.ts`. */
const EVERY = { look: 1_000, probe: 10_000, reportAgain: 5_000 };

const FOREVER = Number.POSITIVE_INFINITY;

export class FakeHost {
  /** Somebody uses Kafka at each moment. */
  used = false;
  /** The host hangs: it neither reports nor obeys. */
  hung = false;
  /** The boot fails with that message. */
  broken: string | undefined;
  /** Records that consumer groups have left to read. */
  lag: Readonly<Record<string, number>> = {};
  /** Share of the data volume that is full. */
  diskUse = 0.1;
  bootTakes = BOOT;
  /** Seconds between two reports. */
  reportEvery = 20;
  #launch = '';
  #runningSince = 0;
  #readyFrom = FOREVER;
  #readyAt: number | undefined;
  #lastUsedAt = 0;
  #stopped = false;
  #isSlow = false;
  #standing: StandingStop;
  #schedule: Schedule = { kafka: 'awaited', reportAt: FOREVER, probeAt: FOREVER, lookAt: FOREVER };

  readonly #id: string;
  readonly #instance: () => Instance | undefined;
  readonly #talk: HostTalk;
  readonly #clock: Clock;

  /** @param clock - of the host, which may be wrong */
  constructor(id: string, instance: () => Instance | undefined, talk: HostTalk, clock: Clock) {
    this.#id = id;
    this.#standing = new StandingStop(id, '');
    this.#instance = instance;
    this.#talk = talk;
    this.#clock = clock;
  }

  /** Kafka is up. */
  get serving(): boolean {
    return this.#schedule.kafka === 'ready' && this.#instance()?.state === 'running';
  }

  /** This boot takes longer than it should. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** When Kafka first answered after this start, by the host's clock. */
  get readyAt(): number | undefined {
    return this.#readyAt;
  }

  /** Kafka was up and does not answer. */
  get isDown(): boolean {
    return this.#readyAt !== undefined && this.#schedule.kafka === 'awaited';
  }

  /** Does what is due, and gives the milliseconds until something is due again; undefined: when it runs again. */
  async live(): Promise<number | undefined> {
    const instance = this.#instance();
    if (instance?.state !== 'running') return undefined;
    if (instance.launchTime !== this.#launch) this.#boot(instance.launchTime);
    if (this.hung) return undefined;
    const agentIn = this.#bootAt('agent') - this.#now();
    if (agentIn > 0) return agentIn;
    for (;;) {
      this.touch();
      const step = nextStep(this.#schedule, this.#now());
      if (step.do === 'wait') return step.milliseconds;
      if (step.do === 'probe') this.#probe();
      if (step.do === 'report') await this.#report();
      if (step.do === 'look') await this.#look();
    }
  }

  /** The instance is started anew: what was before is over. */
  restarted(): void {
    this.#readyAt = undefined;
  }

  /** The operating system goes down, which the agent tells as the last thing it does. */
  async leave(): Promise<void> {
    if (this.hung || this.#launch === '' || this.#now() < this.#bootAt('agent')) return;
    this.#set({ kafka: 'awaited', probeAt: FOREVER, reportAt: FOREVER, lookAt: FOREVER });
    try {
      await this.#talk.report({ ...this.#view(), detail: { ...this.#view().detail, phase: 'stopped' } });
    } catch {
      // The agent logs it, and nobody misses it: the instance no longer runs.
    }
  }

  /** Kafka ceases to answer for that long. */
  crash(seconds: number): void {
    if (!this.serving) return;
    this.#readyFrom = this.#now() + seconds * 1000;
    this.#set({ kafka: 'awaited', probeAt: this.#readyFrom, reportAt: 0 });
  }

  /** Somebody uses Kafka at this moment, if it is up. */
  touch(): void {
    if (this.used && this.serving) this.#lastUsedAt = this.#now();
  }

  #boot(launchTime: string): void {
    this.#launch = launchTime;
    this.#runningSince = this.#now();
    this.#readyAt = undefined;
    this.#isSlow = this.bootTakes.ready > BOOT.ready;
    this.#readyFrom = this.#bootAt('ready');
    this.#lastUsedAt = this.#readyFrom;
    this.#stopped = false;
    const agentAt = this.#bootAt('agent');
    this.#standing = new StandingStop(this.#id, iso(agentAt));
    this.#schedule = { kafka: 'awaited', probeAt: agentAt, reportAt: agentAt + EVERY.look, lookAt: 0 };
  }

  #probe(): void {
    if (this.broken !== undefined || this.#now() < this.#readyFrom) {
      this.#set({ probeAt: Math.max(this.#readyFrom, this.#now() + EVERY.probe) });
      return;
    }
    this.#readyAt ??= this.#now();
    this.#lastUsedAt = this.#now();
    this.#set({ kafka: 'ready', reportAt: 0 });
  }

  async #report(): Promise<void> {
    // Unknown is not idle: while Kafka does not answer, anything may have happened.
    if (this.#schedule.kafka === 'awaited') this.#lastUsedAt = this.#now();
    try {
      this.#set({ intent: this.#standing.of(await this.#talk.report(this.#view())) });
      this.#set({ reportAt: this.#now() + this.reportEvery * 1000 });
    } catch {
      // The agent logs it and tries again; a test that wants to see reports fails on their absence.
      this.#set({ reportAt: this.#now() + EVERY.reportAgain });
    }
  }

  /** Stops Kafka at the announced instant, and starts it again should the stop have been withdrawn. */
  async #look(): Promise<void> {
    this.#set({ lookAt: this.#now() + EVERY.look });
    let intent: StopIntent | undefined;
    try {
      intent = this.#standing.of(await this.#talk.look());
    } catch {
      return; // As above.
    }
    this.#set({ intent });
    if (intent !== undefined && !this.#stopped && Date.parse(intent.stop) <= this.#now()) {
      this.#stopped = true;
      this.#set({ kafka: 'stopped', reportAt: 0 });
    } else if (intent === undefined && this.#stopped) {
      this.#stopped = false;
      this.#readyFrom = this.#now() + this.bootTakes.restart * 1000;
      this.#set({ kafka: 'awaited', probeAt: this.#readyFrom, reportAt: 0 });
    }
  }

  #view(): ActivityReport {
    const { kafka } = this.#schedule;
    const phase = kafka === 'ready' ? 'serving' : kafka === 'stopped' ? 'stopped' : 'booting';
    return {
      at: iso(this.#now()),
      bootId: this.#launch,
      lastUsedAt: iso(this.#lastUsedAt),
      ready: kafka === 'ready',
      ...(this.#stopped && { stopped: 'clean' }),
      lag: this.lag,
      detail: {
        phase: this.broken === undefined ? phase : 'failed',
        ...(this.broken !== undefined && { message: this.broken }),
        disk: { usedBytes: this.diskUse * 2 ** 33, sizeBytes: 2 ** 33 },
        boot: {
          agentAt: iso(this.#bootAt('agent')),
          kafkaAt: iso(this.#bootAt('kafka')),
          ...(this.#readyAt !== undefined && { readyAt: iso(this.#readyAt) }),
        },
      },
    };
  }

  #bootAt(step: 'agent' | 'kafka' | 'ready'): number {
    return this.#runningSince + this.bootTakes[step] * 1000;
  }

  #set(change: Partial<Schedule>): void {
    this.#schedule = { ...this.#schedule, ...change };
  }

  #now(): number {
    return this.#clock().getTime();
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
