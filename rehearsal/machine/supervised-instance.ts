import type { EmulatedInstance, EmulatedInstances } from './emulated-instances.ts';
import { errorMessage } from './error-code.ts';
import type { Machine } from './machine.ts';
import { type MachinePhase, nextStep } from './reconcile.ts';

/** How far an instance's machine is. */
type Play =
  | { readonly phase: 'starting'; readonly done: Promise<void> }
  | { readonly phase: 'on'; readonly machine: Machine }
  | { readonly phase: 'ending'; readonly machine: Machine; readonly done: Promise<void> }
  | { readonly phase: 'failed' };

export interface SupervisedInstanceOptions {
  readonly id: string;
  readonly start: (instance: EmulatedInstance) => Promise<Machine>;
  readonly reportOff: EmulatedInstances['off'];
  /** What happens and what goes wrong, for the log. */
  readonly say: (line: string) => void;
}

/** One instance and the machine that plays it. Its errors are its own: they are said, and others go on. */
export class SupervisedInstance {
  readonly #options: SupervisedInstanceOptions;
  #play: Play | undefined;
  /** Said last; the same trouble at each look is said once. */
  #trouble = '';

  constructor(options: SupervisedInstanceOptions) {
    this.#options = options;
  }

  get phase(): MachinePhase | undefined {
    return this.#play?.phase;
  }

  /** The machine while it is on. */
  get machine(): Machine | undefined {
    return this.#play?.phase === 'on' ? this.#play.machine : undefined;
  }

  /** Does what the reported state asks for; what takes time goes on by itself. */
  async look(reported: EmulatedInstance | undefined): Promise<void> {
    try {
      await this.#takeStep(reported);
    } catch (error) {
      this.#complain(error);
    }
  }

  /** Pulls the plug; resolves when nothing of it runs, whatever it was doing. */
  async end(): Promise<void> {
    if (this.#play?.phase === 'starting') await this.#play.done;
    await this.#machineToEnd?.kill();
    if (this.#play?.phase === 'ending') await this.#play.done;
  }

  get #machineToEnd(): Machine | undefined {
    return this.#play && 'machine' in this.#play ? this.#play.machine : undefined;
  }

  async #takeStep(reported: EmulatedInstance | undefined): Promise<void> {
    switch (nextStep(reported?.state, this.phase)) {
      case 'start':
        if (reported) this.#start(reported);
        break;
      case 'refresh':
        if (reported) {
          this.machine?.setVolumes(reported.volumes);
          this.machine?.metadata.setSpotNotice(reported.notice);
        }
        break;
      case 'power-off':
        if (this.machine) this.#powerOff(this.machine, reported?.failed === true);
        break;
      case 'report-off':
        await this.#options.reportOff(this.#options.id);
        break;
      case 'forget':
        this.#play = undefined;
        break;
      case 'wait':
        break;
    }
  }

  #start(instance: EmulatedInstance): void {
    this.#options.say('machine starts');
    const done = this.#options.start(instance).then(
      (machine) => {
        this.#play = { phase: 'on', machine };
      },
      (error: unknown) => {
        this.#play = { phase: 'failed' };
        this.#complain(error);
      },
    );
    this.#play = { phase: 'starting', done };
  }

  #powerOff(machine: Machine, abruptly: boolean): void {
    this.#options.say(abruptly ? 'machine has lost power' : 'machine powers off');
    const done = (abruptly ? machine.kill() : machine.powerOff()).then(
      () => {
        this.#play = undefined;
        this.#options.say('machine is off');
      },
      (error: unknown) => {
        // Tried again at the next look, until nothing of it runs any more.
        this.#play = { phase: 'on', machine };
        this.#complain(error);
      },
    );
    this.#play = { phase: 'ending', machine, done };
  }

  #complain(error: unknown): void {
    const trouble = errorMessage(error);
    if (trouble !== this.#trouble) this.#options.say(`trouble: ${trouble}`);
    this.#trouble = trouble;
  }
}
