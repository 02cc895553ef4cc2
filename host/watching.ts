import type { StopIntent } from '../power/items.ts';
import { activityReport, type HostView } from './activity-report.ts';
import type { DiskUse } from './disk-use.ts';
import { explain } from './errors.ts';
import { Leaving } from './leaving.ts';
import { type Orders, ordersIn, report } from './report.ts';
import { isUp } from './service-health.ts';
import { isBroker } from './settings.ts';
import { StandingStop } from './standing-stop.ts';
import { recordUse, type UseRecord, unknownUse } from './use-record.ts';
import { UseSince } from './use-since.ts';
import type { WatchProps } from './watch-props.ts';
import type { Schedule } from './watch-schedule.ts';
import { WatchedService } from './watched-service.ts';

/** Milliseconds between two probes of a service that is awaited, and of one that is doubted because it may be busy. */
const PROBE_EVERY = { awaited: 200, doubted: 1_000 };

/** Milliseconds between two looks at an announced stop that is due or obeyed. */
const LOOK_EVERY = 1_000;

/** Milliseconds until a report that could not be written is tried again, at most. */
const REPORT_AGAIN = 5_000;

/** Milliseconds for which what is known of the disk is good enough; a rehearsed host reports far more often. */
const DISK_EVERY = 20_000;

/**
 * What the watch knows, and the steps that it takes. What goes wrong with the table or with the service is logged and
 * tried again; it never makes the watch touch the service.
 */
export class Watching<Snapshot> {
  readonly #props: WatchProps<Snapshot>;
  readonly #service: WatchedService<Snapshot>;
  readonly #standing: StandingStop;
  readonly #leaving: Leaving;
  readonly #useSince = new UseSince();
  #due: Omit<Schedule, 'service'>;
  #use: UseRecord<Snapshot>;
  #disk: { readonly use: DiskUse; readonly at: number } | undefined;

  constructor(props: WatchProps<Snapshot>) {
    this.#props = props;
    this.#service = new WatchedService(props);
    const { instanceId, settings, steps } = props.record;
    this.#standing = new StandingStop(isBroker(settings) ? settings.target : instanceId, steps.agentAt);
    this.#leaving = new Leaving(props);
    this.#use = unknownUse(this.#now());
    // The first report waits a moment: if the service is ready at once, it says so.
    this.#due = { probeAt: 0, reportAt: this.#in(LOOK_EVERY), lookAt: 0 };
  }

  get schedule(): Schedule {
    return { ...this.#due, ...this.#leaving.due, service: this.#service.state };
  }

  /** Probes a service that is awaited or doubted; the table learns at once that it has become ready, or has ceased to be. */
  async probe(): Promise<void> {
    const wasUp = isUp(this.#service.state);
    await this.#probe();
    if (isUp(this.#service.state) !== wasUp) this.#set({ reportAt: 0 });
  }

  async report(): Promise<void> {
    if (this.#service.state === 'ready') await this.#probe();
    const { lastUsedAt: reported } = this.#use;
    // A service that we stopped is used by nobody; to call that unknown would withdraw the stop.
    if (this.#service.state !== 'stopped') await this.#lookAtUse();
    const every = this.#props.record.settings.reportEvery * 1000;
    try {
      const intent = this.#hear(await this.#write(this.#service.state), reported);
      this.#set({ intent, reportAt: this.#in(every) });
    } catch (error) {
      this.#props.log(`the report could not be written: ${explain(error)}`);
      this.#set({ reportAt: this.#in(Math.min(every, REPORT_AGAIN)) });
    }
  }

  /** Reads the announced stop again, and stops or starts the service accordingly. */
  async look(): Promise<void> {
    this.#set({ lookAt: this.#in(LOOK_EVERY) });
    const { store, target } = this.#props.reporter;
    try {
      const intent = this.#hear(ordersIn(await store.read(target)), this.#use.lastUsedAt);
      this.#set({ intent });
      if (this.#leaving.why !== undefined) return;
      if (this.#service.state === 'stopped') {
        if (intent !== undefined) return;
        await this.#service.startAgain();
        this.#set({ probeAt: 0, reportAt: 0 });
      } else if (intent !== undefined && Date.parse(intent.stop) <= this.#props.clock().getTime()) {
        if (this.#service.state === 'ready') await this.#lookAtUse();
        if (!this.#useSince.revokes(intent, this.#use)) await this.#service.stop(intent.reason.text);
        this.#set({ reportAt: 0 });
      }
    } catch (error) {
      this.#props.log(`the announced stop could not be read or obeyed: ${explain(error)}`);
    }
  }

  /** Sees whether EC2 takes the instance back. */
  ask(): Promise<void> {
    return this.#leaving.ask();
  }

  /** Goes for good. */
  go(): Promise<void> {
    return this.#leaving.go(this.#service, () => this.report());
  }

  /** The last report: whatever comes next, nobody watches any more. */
  async leave(): Promise<void> {
    try {
      await this.#write('unwatched');
    } catch (error) {
      this.#props.log(`the last report could not be written: ${explain(error)}`);
    }
    await this.#props.service.close();
  }

  /** @returns the announced stop, if it concerns this host */
  #hear({ intent: read, leave }: Orders, lastUsedAt: string): StopIntent | undefined {
    if (leave?.instance === this.#props.record.instanceId) this.#leaving.asked(leave.reason.text);
    const intent = this.#standing.of(read);
    this.#useSince.announced(intent, lastUsedAt);
    return intent;
  }

  async #lookAtUse(): Promise<void> {
    this.#use = recordUse(
      this.#use,
      await this.#service.lookAtUse(),
      this.#now(),
      this.#props.service.useBetween,
    );
  }

  async #probe(): Promise<void> {
    await this.#service.probe();
    const { state } = this.#service;
    if (state === 'awaited' || state === 'doubted') this.#set({ probeAt: this.#in(PROBE_EVERY[state]) });
  }

  async #write(service: HostView['service']): Promise<Orders> {
    const { record, reporter } = this.#props;
    const { stopped, steps } = this.#service;
    const { why, risk: atRisk } = this.#leaving;
    const message = why === undefined ? this.#service.message : `goes for good: ${why}`;
    const use = this.#use;
    const lag = use.snapshot && this.#props.service.lag(use.snapshot);
    const underReplicated = service === 'unwatched' ? undefined : await this.#service.underReplicated();
    await this.#lookAtDisk();
    const disk = this.#disk?.use;
    const view = { service, stopped, message, atRisk, steps, use, lag, underReplicated, disk };
    return report(reporter, () => activityReport(this.#now(), record, view));
  }

  /** A host that cannot tell how full its disk is must not fall silent for it. */
  async #lookAtDisk(): Promise<void> {
    const at = this.#props.clock().getTime();
    if (this.#disk !== undefined && at - this.#disk.at < DISK_EVERY) return;
    try {
      this.#disk = { use: await this.#props.disk(), at };
    } catch (error) {
      this.#disk = undefined;
      this.#props.log(`how full the disk is is unknown: ${explain(error)}`);
    }
  }

  #set(change: Partial<Omit<Schedule, 'service'>>): void {
    this.#due = { ...this.#due, ...change };
  }

  #now(): string {
    return this.#props.clock().toISOString();
  }

  #in(milliseconds: number): number {
    return this.#props.clock().getTime() + milliseconds;
  }
}
