/** An EC2 whose instances take their (simulated) time from state to state, because the races live in between. */
import type {
  Instance,
  InstanceStop,
  ResizeOutcome,
  StartOutcome,
  Target,
} from '../../power/target/target.ts';
import { secondsBetween } from '../../power/time.ts';
import type { HandClock } from './hand-clock.ts';

interface Machine {
  readonly id: string;
  launchTime: string;
  state: Instance['state'];
  /** When it came into that state. */
  since: string;
  type: string;
  stopped?: InstanceStop;
}

/** Seconds that EC2 takes. */
const TAKES = { pending: 15, stopping: 40 };

export class FakeTarget implements Target {
  /** What was called, in order: `start i-1`, `stop i-1`. Starts and stops that changed nothing are not in it. */
  readonly calls: string[] = [];
  /** Types that the zone has none of to give. */
  readonly soldOut = new Set<string>();
  /** Types that the zone does not have at all. */
  readonly unknown = new Set<string>();
  /** Why starts are accepted and then given up, if they are. */
  startsFail: string | undefined;
  /** What the next calls fail with. */
  failure: Error | undefined;
  readonly #clock: HandClock;
  readonly #machines: Machine[] = [];

  constructor(clock: HandClock) {
    this.#clock = clock;
  }

  /** An instance that somebody made, as a deploy does. */
  make(id: string, state: Instance['state'] = 'stopped'): void {
    this.#machines.push({
      id,
      state,
      launchTime: this.#clock.at(),
      since: this.#clock.at(),
      type: 't3.medium',
    });
  }

  describe(): Promise<readonly Instance[]> {
    if (this.failure) return Promise.reject(this.failure);
    return Promise.resolve(this.#machines.map((machine) => this.#described(machine)));
  }

  /** The instance as it is at the moment, without a call to EC2. */
  peek(id: string): Instance | undefined {
    const machine = this.#machines.find((candidate) => candidate.id === id);
    return machine && this.#described(machine);
  }

  #described(machine: Machine): Instance {
    const state = this.#settled(machine);
    const { id, launchTime, type, stopped } = machine;
    return { id, state, launchTime, type, ...(stopped && { stopped }) };
  }

  start(id: string): Promise<StartOutcome> {
    const machine = this.#machine(id);
    const state = this.#settled(machine);
    if (state === 'stopping') return Promise.resolve('not-startable');
    if (state !== 'stopped') return Promise.resolve('started');
    if (this.soldOut.has(machine.type)) {
      return Promise.resolve({ refused: 'no-capacity', text: `there are no ${machine.type} left` });
    }
    this.calls.push(`start ${id}`);
    machine.launchTime = this.#clock.at();
    delete machine.stopped;
    this.#turn(machine, 'pending');
    return Promise.resolve('started');
  }

  stop(id: string): Promise<void> {
    const machine = this.#machine(id);
    const state = this.#settled(machine);
    if (state === 'pending') return Promise.reject(new Error(`IncorrectInstanceState: ${id} is pending`));
    if (state === 'running') {
      this.calls.push(`stop ${id}`);
      const at = `${this.#clock.at().slice(0, 19)}.000Z`;
      machine.stopped = { by: 'user', at, why: 'User initiated shutdown' };
      this.#turn(machine, 'stopping');
    }
    return Promise.resolve();
  }

  resize(id: string, type: string): Promise<ResizeOutcome> {
    const machine = this.#machine(id);
    if (this.#settled(machine) !== 'stopped') return Promise.resolve('not-startable');
    if (this.unknown.has(type)) {
      return Promise.resolve({ refused: 'no-capacity', text: `the zone does not have ${type}` });
    }
    this.calls.push(`resize ${id} ${type}`);
    machine.type = type;
    return Promise.resolve('resized');
  }

  /** AWS stops it for reasons of its own. */
  fail(id: string, why: string): void {
    const machine = this.#machine(id);
    machine.stopped = { by: 'aws', why };
    this.#turn(machine, 'stopping');
  }

  /** Somebody deletes it. */
  terminate(id: string): void {
    this.#turn(this.#machine(id), 'terminated');
  }

  #machine(id: string): Machine {
    const machine = this.#machines.find((candidate) => candidate.id === id);
    if (!machine) throw new Error(`the test has no instance ${id}`);
    return machine;
  }

  #settled(machine: Machine): Instance['state'] {
    const lasted = secondsBetween(machine.since, this.#clock.now());
    if (machine.state === 'pending' && lasted >= TAKES.pending) {
      if (this.startsFail !== undefined) machine.stopped = { by: 'failed-start', why: this.startsFail };
      this.#turn(machine, this.startsFail === undefined ? 'running' : 'stopped');
    }
    if (machine.state === 'stopping' && lasted >= TAKES.stopping) this.#turn(machine, 'stopped');
    return machine.state;
  }

  #turn(machine: Machine, state: Instance['state']): void {
    machine.state = state;
    machine.since = this.#clock.at();
  }
}
