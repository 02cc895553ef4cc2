import { MachineError } from '../machine-error.ts';
import { type Job, type JobOutcome, JobQueue } from './job-queue.ts';
import { ordered, planStart, planStop } from './plan.ts';
import type { MachineContext } from './prepare-command.ts';
import { RunningTimers } from './running-timers.ts';
import { Service } from './service.ts';
import { DEAD, type ServiceStatus, WAITING } from './service-status.ts';
import { isTimer } from './timer.ts';
import type { Unit } from './unit.ts';
import { UnitFolder } from './unit-folder.ts';

export interface InitOptions extends MachineContext {
  /** A line of a unit: written by a process of it, or said about it by init. */
  readonly onLine: (unit: string, line: string) => void;
  readonly onChange: (unit: string, status: ServiceStatus) => void;
}

/** Outcomes of a job that do not hinder what requires the unit. */
const STARTED: readonly JobOutcome[] = ['done', 'skipped'];
const ENDED: readonly ServiceStatus['state']['active'][] = ['inactive', 'failed'];

/** The service manager of a machine: starts and stops its units in order, as systemd does. */
export class Init {
  readonly units: UnitFolder;
  readonly #options: InitOptions;
  readonly #services = new Map<string, Service>();
  readonly #jobs = new JobQueue();
  readonly #timers = new RunningTimers((service) => this.#startUnasked(service));
  #poweringOff = false;

  constructor(options: InitOptions) {
    this.#options = options;
    this.units = new UnitFolder(options.root);
  }

  /** Starts the enabled units; what becomes of them is told by `onLine` and `onChange`. */
  boot(): void {
    for (const name of this.units.enabled()) this.#startUnasked(name);
  }

  /**
   * Sets about starting a unit and what it requires and wants.
   *
   * @returns the start of the unit itself; undefined when there is nothing to wait for: it is a target or a timer
   * @throws MachineError `unit-not-found`, `bad-unit`, `ordering-cycle`; `shutting-down`
   */
  start(name: string): Job | undefined {
    if (this.#poweringOff) {
      throw new MachineError(
        'shutting-down',
        `Transaction for ${name}/start is destructive: the machine powers off.`,
      );
    }
    if (isTimer(name)) {
      this.#timers.start(this.units.needTimer(name));
      return undefined;
    }
    const units = planStart(
      name,
      (other) => this.units.find(other),
      (other) => this.status(other)?.state.active === 'active',
    );
    return units.map((unit) => this.#startJob(unit)).find((job) => job.unit.name === name);
  }

  /**
   * Stops a unit and what requires it.
   *
   * @returns the names of the units that it stopped
   */
  async stop(name: string): Promise<string[]> {
    this.#timers.stop(name);
    const units = planStop([name], this.#alive());
    await Promise.all(units.map((unit) => this.#stopJob(unit).done));
    return units.map((unit) => unit.name);
  }

  /** Reads all unit files anew; what runs goes on, and stops as its new file says. */
  reload(): void {
    this.units.reload();
    for (const service of this.#services.values())
      service.unit = this.units.find(service.unit.name) ?? service.unit;
  }

  /** What a unit does, or undefined when it has never been started. */
  status(name: string): ServiceStatus | undefined {
    if (!isTimer(name)) return this.#services.get(name)?.status;
    const state = this.#timers.runs(name) ? WAITING : DEAD;
    return { state, result: 'success', mainPid: 0, restarts: 0 };
  }

  /** Stops all units, the last started first; none starts any more. */
  async powerOff(): Promise<void> {
    this.#poweringOff = true;
    this.#timers.stopAll();
    const alive = this.#alive();
    const names = alive.map((unit) => unit.name);
    await Promise.all(planStop(names, alive).map((unit) => this.#stopJob(unit).done));
  }

  /** Ends all processes at once with SIGKILL; none starts any more. */
  async kill(): Promise<void> {
    this.#poweringOff = true;
    this.#timers.stopAll();
    for (const job of this.#jobs.where(() => true)) job.cancel();
    await Promise.all([...this.#services.values()].map((service) => service.kill()));
  }

  #startJob(unit: Unit): Job {
    const former = this.#jobs.of(unit);
    if (former?.kind === 'start') return former;
    const service = this.#service(unit);
    const earlier = this.#jobs.where((job) => job === former || ordered(job.unit, unit));
    return this.#jobs.add('start', unit, earlier, async () => {
      for (const { unit: other, done } of earlier) {
        if (unit.requires.includes(other.name) && !STARTED.includes(await done)) {
          this.#options.onLine(unit.name, `not started: it requires ${other.name}, which did not start`);
          return 'dependency';
        }
      }
      return service.start();
    });
  }

  #stopJob(unit: Unit): Job {
    const former = this.#jobs.of(unit);
    if (former?.kind === 'stop') return former;
    former?.cancel();
    const later = this.#jobs.where((job) => job.kind === 'stop' && ordered(unit, job.unit));
    return this.#jobs.add('stop', unit, later, async () => {
      await this.#service(unit).stop();
      return 'done';
    });
  }

  /** Units that run, or that are about to. */
  #alive(): Unit[] {
    return [...this.#services.values()]
      .filter(
        ({ unit, status }) => !ENDED.includes(status.state.active) || this.#jobs.of(unit)?.kind === 'start',
      )
      .map(({ unit }) => unit);
  }

  #service(unit: Unit): Service {
    const known = this.#services.get(unit.name);
    if (known) return known;
    const { root, environment, onLine, onChange } = this.#options;
    const service = new Service(unit, {
      root,
      environment,
      onLine: (line) => onLine(unit.name, line),
      onChange: (status) => onChange(unit.name, status),
      onRestartDue: () => this.#startUnasked(unit.name),
    });
    this.#services.set(unit.name, service);
    return service;
  }

  /** A start by a boot, a timer or an automatic restart: nobody is there to be told that it cannot be. */
  #startUnasked(name: string): void {
    try {
      this.start(name);
    } catch (error) {
      if (!(error instanceof MachineError)) throw error;
      this.#options.onLine(name, error.message);
    }
  }
}
