import { MachineError } from '../machine-error.ts';
import { GuardedProcess } from './guarded-process.ts';
import { judge, type Result } from './judge.ts';
import { type MachineContext, prepareCommand } from './prepare-command.ts';
import type { Command, Unit } from './unit.ts';

/** All processes that a service has running: its main process and the commands around it. */
export class ServiceProcesses {
  readonly #machine: MachineContext;
  readonly #onLine: (line: string) => void;
  readonly #running = new Set<GuardedProcess>();

  /** @param onLine takes what the processes write and why one could not be started */
  constructor(machine: MachineContext, onLine: (line: string) => void) {
    this.#machine = machine;
    this.#onLine = onLine;
  }

  /** Starts a command of the unit, or says why not and returns the result that the service has by it. */
  launch(unit: Unit, command: Command): GuardedProcess | Result {
    try {
      const { argv, environment } = prepareCommand(command, unit, this.#machine);
      const started = GuardedProcess.start(argv, {
        environment,
        workingFolder: this.#machine.root,
        killMode: unit.service.killMode,
        onLine: this.#onLine,
      });
      this.#running.add(started);
      void started.exited.finally(() => this.#running.delete(started));
      return started;
    } catch (error) {
      if (!(error instanceof MachineError)) throw error;
      this.#onLine(error.message);
      return error.code === 'cannot-run' ? 'exit-code' : 'resources';
    }
  }

  /**
   * Runs a command of the unit to its end, with an end by force after `patience` milliseconds.
   *
   * @returns the result that the service has by it
   */
  async run(unit: Unit, command: Command, patience: number): Promise<Result> {
    const started = this.launch(unit, command);
    if (!(started instanceof GuardedProcess)) return started;
    const exit = await started.exitWithin(patience);
    if (exit) return judge(exit, unit.service);
    this.#onLine(`${command.words[0]} took longer than ${patience} ms`);
    await started.terminate(unit.service.stopTimeout);
    return 'timeout';
  }

  /** Asks all to end, and ends them by force after `patience` milliseconds. */
  async terminate(patience: number): Promise<void> {
    await Promise.all([...this.#running].map((one) => one.terminate(patience)));
  }

  /** Ends all by force. */
  async kill(): Promise<void> {
    for (const one of this.#running) one.signal('SIGKILL');
    await Promise.all([...this.#running].map((one) => one.exited));
  }
}
