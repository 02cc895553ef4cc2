import type { StopIntent } from '../power/items.ts';
import { activityReport, type HostView } from './activity-report.ts';
import type { BootSteps } from './boot-record.ts';
import { explain } from './errors.ts';
import { report } from './report.ts';
import { type Look, recordUse, type UseRecord, unknownUse } from './use-record.ts';
import type { WatchProps } from './watch-props.ts';
import { isStanding, type Schedule } from './watch-schedule.ts';

/** Milliseconds between two probes of a Kafka that is awaited. */
const PROBE_EVERY = 200;

/** Milliseconds between two looks at an announced stop that is due or obeyed. */
const LOOK_EVERY = 1_000;

/** Milliseconds until a report that could not be written is tried again, at most. */
const REPORT_AGAIN = 5_000;

/**
 * What the watch knows, and the steps that it takes. What goes wrong with the table or with Kafka is logged and tried
 * again; it never makes the watch touch Kafka.
 */
export class Watching {
  readonly #props: WatchProps;
  #schedule: Schedule;
  #use: UseRecord;
  #steps: BootSteps;
  #message: string | undefined;
  #stopped: 'clean' | 'unclean' | undefined;

  constructor(props: WatchProps) {
    this.#props = props;
    this.#steps = props.record.steps;
    this.#use = unknownUse(this.#now());
    // The first report waits a moment: if Kafka is ready at once, it says so.
    this.#schedule = { kafka: 'awaited', probeAt: 0, reportAt: this.#in(LOOK_EVERY), lookAt: 0 };
  }

  get schedule(): Schedule {
    return this.#schedule;
  }

  /** Probes a Kafka that is awaited; when it has become ready, the table learns it at once. */
  async probe(): Promise<void> {
    await this.#tryProbe();
    if (this.#schedule.kafka === 'ready') this.#set({ reportAt: 0 });
  }

  async report(): Promise<void> {
    if (this.#schedule.kafka === 'ready') await this.#tryProbe();
    // A Kafka that we stopped is used by nobody; to call that unknown would withdraw the stop.
    if (this.#schedule.kafka !== 'stopped') {
      this.#use = recordUse(this.#use, await this.#lookAtUse(), this.#now());
    }
    const every = this.#props.record.settings.reportEvery * 1000;
    try {
      this.#set({ intent: await this.#write(this.#schedule.kafka), reportAt: this.#in(every) });
    } catch (error) {
      this.#props.log(`the report could not be written: ${explain(error)}`);
      this.#set({ reportAt: this.#in(Math.min(every, REPORT_AGAIN)) });
    }
  }

  /** Reads the announced stop again, and stops or starts Kafka accordingly. */
  async look(): Promise<void> {
    this.#set({ lookAt: this.#in(LOOK_EVERY) });
    const { store, target } = this.#props.reporter;
    try {
      const intent = this.#standing((await store.read(target)).get('intent'));
      this.#set({ intent });
      if (this.#schedule.kafka === 'stopped') {
        if (intent === undefined) await this.#startAgain();
      } else if (intent !== undefined && Date.parse(intent.stop) <= this.#props.clock().getTime()) {
        await this.#stop(intent);
      }
    } catch (error) {
      this.#props.log(`the announced stop could not be read or obeyed: ${explain(error)}`);
    }
  }

  /** The last report: whatever comes next, nobody watches any more. */
  async leave(): Promise<void> {
    try {
      await this.#write('unwatched');
    } catch (error) {
      this.#props.log(`the last report could not be written: ${explain(error)}`);
    }
    await this.#props.kafka.close();
  }

  async #stop({ reason }: StopIntent): Promise<void> {
    const { kafka, howStopped, log } = this.#props;
    log(`stopping Kafka: ${reason.text}`);
    await kafka.stop();
    this.#stopped = howStopped();
    this.#message = undefined;
    this.#set({ kafka: 'stopped', reportAt: 0 });
    log(`Kafka has stopped, ${this.#stopped}`);
  }

  async #startAgain(): Promise<void> {
    this.#props.log('starting Kafka again: the announced stop was withdrawn');
    await this.#props.kafka.start();
    this.#stopped = undefined;
    this.#set({ kafka: 'awaited', probeAt: 0, reportAt: 0 });
  }

  async #tryProbe(): Promise<void> {
    try {
      await this.#props.kafka.probe();
    } catch (error) {
      this.#message = explain(error);
      this.#set({ kafka: 'awaited', probeAt: this.#in(PROBE_EVERY) });
      return;
    }
    this.#message = undefined;
    this.#set({ kafka: 'ready' });
    if (this.#steps.readyAt === undefined) {
      this.#steps = { ...this.#steps, readyAt: this.#now() };
      await this.#props.keepSteps(this.#steps);
    }
  }

  async #lookAtUse(): Promise<Look> {
    if (this.#schedule.kafka !== 'ready') return { missing: this.#message ?? 'Kafka has not answered yet' };
    try {
      return { snapshot: await this.#props.kafka.snapshot() };
    } catch (error) {
      return { missing: explain(error) };
    }
  }

  async #write(kafka: HostView['kafka']): Promise<StopIntent | undefined> {
    const { record, reporter, disk } = this.#props;
    const view = {
      kafka,
      stopped: this.#stopped,
      message: this.#message,
      steps: this.#steps,
      use: this.#use,
      disk: await disk(),
    };
    return this.#standing(await report(reporter, () => activityReport(this.#now(), record, view)));
  }

  #standing(intent: StopIntent | undefined): StopIntent | undefined {
    return intent && isStanding(intent, this.#steps.agentAt) ? intent : undefined;
  }

  #set(change: Partial<Schedule>): void {
    this.#schedule = { ...this.#schedule, ...change };
  }

  #now(): string {
    return this.#props.clock().toISOString();
  }

  #in(milliseconds: number): number {
    return this.#props.clock().getTime() + milliseconds;
  }
}
