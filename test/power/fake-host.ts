/** A host as its agent behaves: boots, reports, obeys an announced stop and its withdrawal. One per instance. */
import { nextStep, type Schedule } from '../../host/watch-schedule.ts';
import type { ActivityReport, StopIntent } from '../../power/items.ts';
import type { Instance } from '../../power/target/target.ts';
import type { Clock } from '../../power/time.ts';
import { reportOf } from './fake-report.ts';
import { HeardStops } from './heard-stops.ts';
import type { HostTalk } from './host-talk.ts';

/** Seconds from a running instance to the agent's start, to Kafka's exec, to the first record back; of Kafka's restart. */
const BOOT = { agent: 5, kafka: 8, ready: 20, restart: 6 };

/** Milliseconds between two steps of the agent, as in `host/watching.ts`; it probes a Kafka that cannot come up less often. */
const EVERY = { look: 1_000, probe: 10_000, reportAgain: 5_000 };

const NEVER = Number.POSITIVE_INFINITY;

export class FakeHost {
  /** Somebody uses Kafka at each moment. */
  used = false;
  /** The host hangs: it neither reports nor obeys. */
  hung = false;
  /** The boot fails with that message. */
  broken: string | undefined;
  /** Seconds by which its clock is ahead of everybody else's. */
  ahead = 0;
  /** Seconds by which the next boots take longer than usual. */
  slowBy = 0;
  /** Seconds between two reports. */
  reportEvery = 20;
  /** Records that consumer groups have left to read. */
  lag: Readonly<Record<string, number>> | undefined;
  disk: ActivityReport['detail']['disk'];
  /** Whether this boot takes longer than usual. */
  isSlow = false;
  /** When Kafka first answered after this start, by everybody else's clock, as all times here. */
  readyAt: number | undefined;
  #launch = '';
  #runningSince = 0;
  #readyFrom = NEVER;
  #lastUsedAt = 0;
  #schedule: Schedule = { service: 'awaited', reportAt: NEVER, probeAt: NEVER, lookAt: NEVER };
  #stops: HeardStops;

  readonly #id: string;
  readonly #instance: () => Instance | undefined;
  readonly #talk: HostTalk;
  readonly #clock: Clock;

  constructor(id: string, instance: () => Instance | undefined, talk: HostTalk, clock: Clock) {
    this.#id = id;
    this.#instance = instance;
    this.#talk = talk;
    this.#clock = clock;
    this.#stops = new HeardStops(id, '');
  }

  /** Kafka is up. */
  get serving(): boolean {
    return this.#schedule.service === 'ready' && this.#instance()?.state === 'running';
  }

  /** Kafka was up and does not answer. */
  get isDown(): boolean {
    return this.readyAt !== undefined && this.#schedule.service === 'awaited';
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

  /** Somebody uses Kafka at this moment, if it is up. */
  touch(): void {
    if (this.used && this.serving) this.#lastUsedAt = this.#now();
  }

  /** Kafka ceases to answer for that long. */
  crash(seconds: number): void {
    if (this.serving) this.#awaitKafka(seconds);
  }

  /** The operating system goes down, which the agent tells as the last thing it does. */
  async leave(): Promise<void> {
    if (this.hung || this.#launch === '' || this.#now() < this.#bootAt('agent')) return;
    this.#set({ service: 'awaited', probeAt: NEVER, reportAt: NEVER, lookAt: NEVER });
    const last = this.#view();
    try {
      await this.#talk.report({ ...last, detail: { ...last.detail, phase: 'stopped' } });
    } catch {
      // The agent logs it, and nobody misses it: the instance no longer runs.
    }
  }

  #boot(launchTime: string): void {
    this.#launch = launchTime;
    this.#runningSince = this.#now();
    this.readyAt = undefined;
    this.isSlow = this.slowBy > 0;
    this.#readyFrom = this.#bootAt('ready') + this.slowBy * 1000;
    this.#lastUsedAt = this.#readyFrom;
    const agentAt = this.#bootAt('agent');
    this.#stops = new HeardStops(this.#id, this.#said(agentAt));
    this.#schedule = { service: 'awaited', probeAt: agentAt, reportAt: agentAt + EVERY.look, lookAt: 0 };
  }

  #probe(): void {
    if (this.broken !== undefined || this.#now() < this.#readyFrom) {
      this.#set({ probeAt: Math.max(this.#readyFrom, this.#now() + EVERY.probe) });
      return;
    }
    this.readyAt ??= this.#now();
    this.#lastUsedAt = this.#now();
    this.#set({ service: 'ready', reportAt: 0 });
  }

  async #report(): Promise<void> {
    // Unknown is not idle: while Kafka does not answer, anything may have happened.
    if (this.#schedule.service === 'awaited') this.#lastUsedAt = this.#now();
    const view = this.#view();
    const hear = this.#stops.reporting(view.lastUsedAt);
    try {
      const intent = hear(await this.#talk.report(view));
      this.#set({ intent: this.#byOwnClock(intent), reportAt: this.#now() + this.reportEvery * 1000 });
    } catch {
      // The agent logs it and tries again; a test that wants to see reports fails on their absence.
      this.#set({ reportAt: this.#now() + EVERY.reportAgain });
    }
  }

  /** Stops Kafka at the announced instant, and starts it again should the stop have been withdrawn. */
  async #look(): Promise<void> {
    this.#set({ lookAt: this.#now() + EVERY.look });
    try {
      this.#set({ intent: this.#byOwnClock(this.#stops.hear(await this.#talk.look())) });
    } catch {
      return; // As above.
    }
    const { intent, service } = this.#schedule;
    if (service === 'stopped') {
      if (intent === undefined) this.#awaitKafka(BOOT.restart);
    } else if (intent !== undefined && Date.parse(intent.stop) <= this.#now()) {
      const stays = service === 'ready' && this.#stops.isRevoked(intent, this.#said(this.#lastUsedAt));
      this.#set({ service: stays ? service : 'stopped', reportAt: 0 });
    }
  }

  #awaitKafka(seconds: number): void {
    this.#readyFrom = this.#now() + seconds * 1000;
    this.#set({ service: 'awaited', probeAt: this.#readyFrom, reportAt: 0 });
  }

  /** With the instant at which its clock will show the announced one. */
  #byOwnClock(intent: StopIntent | undefined): StopIntent | undefined {
    return intent && { ...intent, stop: iso(Date.parse(intent.stop) - this.ahead * 1000) };
  }

  #view(): ActivityReport {
    return reportOf(this, {
      service: this.#schedule.service,
      bootId: this.#launch,
      at: this.#said(this.#now()),
      lastUsedAt: this.#said(this.#lastUsedAt),
      boot: {
        agentAt: this.#said(this.#bootAt('agent')),
        kafkaAt: this.#said(this.#bootAt('kafka')),
        ...(this.readyAt !== undefined && { readyAt: this.#said(this.readyAt) }),
      },
    });
  }

  #bootAt(step: 'agent' | 'kafka' | 'ready'): number {
    return this.#runningSince + BOOT[step] * 1000;
  }

  #set(change: Partial<Schedule>): void {
    this.#schedule = { ...this.#schedule, ...change };
  }

  #now(): number {
    return this.#clock().getTime();
  }

  /** As its own clock shows it. */
  #said(milliseconds: number): string {
    return iso(milliseconds + this.ahead * 1000);
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
