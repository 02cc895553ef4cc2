/** An EC2 whose instances take their (simulated) time from state to state, because the races live in between. */
import type { Instance, StartOutcome, Target } from '../../power/target/target.ts';
import { secondsBetween } from '../../power/time.ts';
import type { HandClock } from './hand-clock.ts';

interface Machine {
  readonly id: string;
  launchTime: string;
  state: Instance['state'];
  /** When it came into that state. */
  since: string;
}

/** Seconds that EC2 takes. */
const TAKES = { pending: 15, stopping: 40 };

export class FakeTarget implements Target {
  /** What was called, in order: `start i-1`, `stop i-1`. Starts and stops that changed nothing are not in it. */
  readonly calls: string[] = [];
  /** The zone has no host of the type to give. */
  full = false;
  /** What the next calls fail with. */
  failure: Error | undefined;
  readonly #clock: HandClock;
  readonly #machines: Machine[] = [];

  constructor(clock: HandClock) {
    this.#clock = clock;
  }

  /** An instance that somebody made, as a deploy does. */
  make(id: string, state: Instance['state'] = 'stopped'): void {
    this.#machines.push({ id, state, launchTime: this.#clock.at(), since: this.#clock.at() });
  }

  describe(): Promise<readonly Instance[]> {
    if (this.failure) return Promise.reject(this.failure);
    return Promise.resolve(
      this.#machines.map((machine) => {
        const { id, launchTime } = machine;
        return { id, state: this.#settled(machine), launchTime, type: 't3.medium' };
      }),
    );
  }

  start(id: string): Promise<StartOutcome> {
    const machine = this.#machine(id);
    const state = this.#settled(machine);
    if (state === 'stopping') return Promise.resolve('not-startable');
    if (state !== 'stopped') return Promise.resolve('started');
    if (this.full) return Promise.resolve('no-capacity');
    this.calls.push(`start ${id}`);
    machine.launchTime = this.#clock.at();
    this.#turn(machine, 'pending');
    return Promise.resolve('started');
  }

  stop(id: string): Promise<void> {
    const machine = this.#machine(id);
    const state = this.#settled(machine);
    if (state === 'pending') return Promise.reject(new Error(`IncorrectInstanceState: ${id} is pending`));
    if (state === 'running') {
      this.calls.push(`stop ${id}`);
      this.#turn(machine, 'stopping');
    }
    return Promise.resolve();
  }

  #machine(id: string): Machine {
    const machine = this.#machines.find((candidate) => candidate.id === id);
    if (!machine) throw new Error(`the test has no instance ${id}`);
    return machine;
  }

  #settled(machine: Machine): Instance['state'] {
    const lasted = secondsBetween(machine.since, this.#clock.now());
    if (machine.state === 'pending' && lasted >= TAKES.pending) this.#turn(machine, 'running');
    if (machine.state === 'stopping' && lasted >= TAKES.stopping) this.#turn(machine, 'stopped');
    return machine.state;
  }

  #turn(machine: Machine, state: Instance['state']): void {
    machine.state = state;
    machine.since = this.#clock.at();
  }
}
