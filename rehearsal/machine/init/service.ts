import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { below } from '../layout.ts';
import { GuardedProcess } from './guarded-process.ts';
import { judge, type Result, restarts } from './judge.ts';
import type { MachineContext } from './prepare-command.ts';
import { ServiceProcesses } from './service-processes.ts';
import { DEAD, FAILED, type ServiceState, type ServiceStatus } from './service-status.ts';
import { StartLimit } from './start-limit.ts';
import type { Command, Unit } from './unit.ts';

/** What a service gets from the machine that it runs on. */
export interface ServiceHost extends MachineContext {
  /** A line that a process of the service wrote, or that init has to say about it. */
  readonly onLine: (line: string) => void;
  readonly onChange: (status: ServiceStatus) => void;
  /** Its automatic restart is due. */
  readonly onRestartDue: () => void;
}

/** What became of a start; `skipped`: a condition was not met, which is no failure. */
export type StartOutcome = 'done' | 'skipped' | 'failed' | 'canceled';

/**
 * The life of one service: its processes, their end, and whether they start again. Whoever calls it sees to it that
 * `start` is called again only after a `stop` has resolved; a `stop` may come during a start, and cancels it.
 */
export class Service {
  /** As last loaded; a reload replaces it while what runs goes on. */
  unit: Unit;
  readonly #host: ServiceHost;
  #status: ServiceStatus = { state: DEAD, result: 'success', mainPid: 0, restarts: 0 };
  #wanted: 'running' | 'stopped' | 'killed' = 'running';
  readonly #processes: ServiceProcesses;
  #main: GuardedProcess | undefined;
  #starting: Promise<StartOutcome> | undefined;
  #ending: Promise<void> | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  readonly #starts = new StartLimit();

  constructor(unit: Unit, host: ServiceHost) {
    this.unit = unit;
    this.#host = host;
    this.#processes = new ServiceProcesses(host, host.onLine);
  }

  get status(): ServiceStatus {
    return this.#status;
  }

  /** Runs the start commands; a service that is active is left as it is. */
  start(): Promise<StartOutcome> {
    if (this.#status.state.active === 'active') return Promise.resolve('done');
    this.#wanted = 'running';
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Ends its processes and any restart that is due; resolves when none is left. */
  async stop(): Promise<void> {
    this.#wanted = 'stopped';
    if (this.#starting) {
      await this.#processes.terminate(this.unit.service.stopTimeout);
      await this.#starting;
    }
    if (this.#status.state.active === 'active') await this.#end();
    await this.#ending;
    this.#cancelRestart();
  }

  /** Ends its processes with SIGKILL, asking nobody; resolves when none is left. */
  async kill(): Promise<void> {
    this.#wanted = 'killed';
    await this.#processes.kill();
    await this.#starting;
    await this.#ending;
    this.#cancelRestart();
  }

  async #start(): Promise<StartOutcome> {
    const { conditions, service } = this.unit;
    if (this.#status.state.sub !== 'auto-restart') this.#change({ restarts: 0 });
    clearTimeout(this.#restartTimer);
    await this.#ending;
    const unmet = conditions.find(({ path, exists }) => existsSync(below(this.#host.root, path)) !== exists);
    if (unmet) {
      this.#host.onLine(`skipped: ${unmet.path} ${unmet.exists ? 'does not exist' : 'exists'}`);
      this.#enter(DEAD);
      return 'skipped';
    }
    if (!this.#starts.admits(service.startLimit, Date.now())) {
      this.#host.onLine(
        `not started: more than ${service.startLimit.burst} starts in ${service.startLimit.interval} ms`,
      );
      this.#change({ state: FAILED, result: 'start-limit-hit' });
      return 'failed';
    }
    const oneshot = service.type === 'oneshot';
    for (const name of service.runtimeFolders) mkdirSync(this.#runtimeFolder(name), { recursive: true });
    this.#enter({ active: 'activating', sub: 'start-pre' });
    const prepared = await this.#runAll(service.execStartPre, service.startTimeout);
    if (prepared !== 'success') return this.#startFailed(prepared);
    this.#enter({ active: 'activating', sub: 'start' });
    const started = oneshot ? await this.#runAll(service.execStart, service.startTimeout) : this.#startMain();
    if (started !== 'success') return this.#startFailed(started);
    if (oneshot && !service.remainAfterExit) await this.#end();
    else this.#enter({ active: 'active', sub: oneshot ? 'exited' : 'running' });
    return 'done';
  }

  /** Runs commands one after the other until one fails. */
  async #runAll(commands: readonly Command[], patience: number): Promise<Result | 'canceled'> {
    for (const command of commands) {
      if (this.#wanted !== 'running') return 'canceled';
      const result = await this.#processes.run(this.unit, command, patience);
      if (result !== 'success' && !command.ignoreFailure) return this.#unlessCanceled(result);
    }
    return this.#unlessCanceled('success');
  }

  /** Once a stop was asked for, its signal is what a start fails by. */
  #unlessCanceled(result: Result): Result | 'canceled' {
    return this.#wanted === 'running' ? result : 'canceled';
  }

  #startMain(): Result | 'canceled' {
    if (this.#wanted !== 'running') return 'canceled';
    const [command] = this.unit.service.execStart;
    const main = command ? this.#processes.launch(this.unit, command) : 'resources';
    if (!(main instanceof GuardedProcess)) return main;
    this.#main = main;
    this.#change({ mainPid: main.pid });
    void main.exited.then((exit) => {
      this.#main = undefined;
      this.#change({ mainPid: 0, mainExit: exit });
      void this.#end();
    });
    return 'success';
  }

  #startFailed(result: Result | 'canceled'): StartOutcome {
    this.#settle(result === 'canceled' ? 'success' : result);
    return result === 'canceled' ? 'canceled' : 'failed';
  }

  /** Ends an active service: ExecStop, also when the main process ended by itself, then the main process. */
  #end(): Promise<void> {
    this.#ending ??= this.#endOnce().finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }

  async #endOnce(): Promise<void> {
    const { execStop, stopTimeout } = this.unit.service;
    this.#enter({ active: 'deactivating', sub: 'stop' });
    for (const command of execStop) {
      if (this.#wanted !== 'killed') await this.#processes.run(this.unit, command, stopTimeout);
    }
    this.#enter({ active: 'deactivating', sub: 'stop-sigterm' });
    const end = await this.#main?.terminate(stopTimeout);
    const { mainExit } = this.#status;
    this.#settle(end?.killed ? 'timeout' : mainExit ? judge(mainExit, this.unit.service) : 'success');
  }

  #settle(result: Result): void {
    const { runtimeFolders, preserveRuntimeFolders } = this.unit.service;
    for (const name of preserveRuntimeFolders ? [] : runtimeFolders) {
      rmSync(this.#runtimeFolder(name), { recursive: true, force: true });
    }
    if (this.#wanted === 'running' && restarts(this.unit.service, result)) {
      this.#change({ state: { active: 'activating', sub: 'auto-restart' }, result });
      this.#restartTimer = setTimeout(() => {
        this.#change({ restarts: this.#status.restarts + 1 });
        this.#host.onRestartDue();
      }, this.unit.service.restartDelay);
    } else {
      this.#change({ state: result === 'success' ? DEAD : FAILED, result });
    }
  }

  #runtimeFolder(name: string): string {
    return below(this.#host.root, `/run/${name}`);
  }

  #cancelRestart(): void {
    clearTimeout(this.#restartTimer);
    if (this.#status.state.sub === 'auto-restart') this.#enter(DEAD);
  }

  #enter(state: ServiceState): void {
    this.#change({ state });
  }

  #change(changed: Partial<ServiceStatus>): void {
    this.#status = { ...this.#status, ...changed };
    if (changed.state) this.#host.onChange(this.#status);
  }
}
