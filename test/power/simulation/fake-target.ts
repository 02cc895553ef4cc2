/** An EC2 whose instances take their (simulated) time from state to state, because the races live in between. */
import type {
  Instance,
  InstanceStop,
  ResizeOutcome,
  StartOutcome,
  StartRefusal,
  Target,
} from '../../../power/target/target.ts';
import type { Clock } from '../../../power/time.ts';

interface Machine {
  readonly id: string;
  launchTime: string;
  state: Instance['state'];
  type: string;
  /** When it leaves this state by itself, and for which one. */
  next: { readonly at: number; readonly state: Instance['state'] } | undefined;
  stopped: InstanceStop | undefined;
  unfit: string | undefined;
  /** AWS accepted the start and will give up on it. */
  doomed: boolean;
}

/** How long EC2 takes, in seconds. */
export interface Ec2Takes {
  readonly pending: number;
  readonly stopping: number;
}

const NEITHER_RUNS_NOR_STOPS: readonly Instance['state'][] = ['pending', 'shutting-down', 'terminated'];

/** EC2's words in `StateReason`. */
const BY_USER = 'User initiated shutdown';
const GIVEN_UP = 'Client.InternalError: Client error on launch';

export class FakeTarget implements Target {
  /** What was called, in order: `start i-1`, `stop i-1`. Starts and stops that changed nothing are not in it. */
  readonly calls: string[] = [];
  /** Types that the zone has none of to give. */
  readonly soldOut = new Set<string>();
  /** Why it refuses all starts, if it does. */
  refusal: StartRefusal | undefined;
  /** How many of the next starts it accepts and then gives up on. */
  doomedStarts = 0;
  /** What the next calls fail with. */
  failure: Error | undefined;
  /** Hears of every change of state at the moment at which somebody looks. */
  onTurn: (id: string, state: Instance['state']) => void = () => {};
  takes: Ec2Takes = { pending: 15, stopping: 40 };
  readonly #clock: Clock;
  readonly #machines: Machine[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An instance that somebody made, as a deploy does. */
  make(id: string, state: 'stopped' | 'pending' = 'stopped', type = 't3.medium'): void {
    const machine: Machine = {
      id,
      launchTime: this.#wholeSecond(),
      state: 'stopped',
      type,
      next: undefined,
      stopped: undefined,
      unfit: undefined,
      doomed: false,
    };
    this.#machines.push(machine);
    if (state === 'pending') this.#launch(machine);
  }

  describe(): Promise<readonly Instance[]> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(this.instances());
  }

  /** As they are at this moment. */
  instances(): Instance[] {
    return this.#machines.map((machine) => {
      const { id, state, launchTime, type, stopped, unfit } = this.#settle(machine);
      return { id, state, launchTime, type, ...(stopped && { stopped }), ...(unfit && { unfit }) };
    });
  }

  start(id: string): Promise<StartOutcome> {
    const machine = this.#machine(id);
    if (machine.state === 'pending' || machine.state === 'running') return Promise.resolve('started');
    if (machine.state !== 'stopped') return Promise.resolve('not-startable');
    if (this.refusal) return Promise.resolve(this.refusal);
    if (this.soldOut.has(machine.type)) {
      return Promise.resolve({ refused: 'no-capacity', text: `there are no ${machine.type} left` });
    }
    this.calls.push(`start ${id}`);
    machine.doomed = this.doomedStarts > 0;
    if (machine.doomed) this.doomedStarts--;
    this.#launch(machine);
    return Promise.resolve('started');
  }

  stop(id: string): Promise<void> {
    const machine = this.#machine(id);
    if (NEITHER_RUNS_NOR_STOPS.includes(machine.state)) return Promise.reject(new IncorrectState(machine));
    if (machine.state === 'running') {
      this.calls.push(`stop ${id}`);
      machine.stopped = { by: 'user', at: this.#wholeSecond(), why: BY_USER };
      this.#turn(machine, 'stopping', this.takes.stopping, 'stopped');
    }
    return Promise.resolve();
  }

  resize(id: string, type: string): Promise<ResizeOutcome> {
    const machine = this.#machine(id);
    if (machine.state !== 'stopped') return Promise.resolve('not-startable');
    this.calls.push(`resize ${id} ${type}`);
    machine.type = type;
    return Promise.resolve('resized');
  }

  /** AWS stops it for reasons of its own, or gives up on a start. */
  fail(id: string, by: 'aws' | 'failed-start', why: string): void {
    const machine = this.#machine(id);
    machine.stopped = { by, why };
    this.#turn(machine, 'stopped');
  }

  /** Somebody deletes it. */
  terminate(id: string): void {
    this.#turn(this.#machine(id), 'shutting-down', this.takes.stopping, 'terminated');
  }

  /** Says why it can never sleep, or that it can after all. */
  setUnfit(id: string, why: string | undefined): void {
    this.#machine(id).unfit = why;
  }

  #launch(machine: Machine): void {
    machine.launchTime = this.#wholeSecond();
    machine.stopped = undefined;
    this.#turn(machine, 'pending', this.takes.pending, machine.doomed ? 'stopped' : 'running');
  }

  #machine(id: string): Machine {
    const machine = this.#machines.find((candidate) => candidate.id === id);
    if (!machine) throw new Error(`the test has no instance ${id}`);
    return this.#settle(machine);
  }

  #settle(machine: Machine): Machine {
    const { next, state } = machine;
    if (next === undefined || this.#clock().getTime() < next.at) return machine;
    if (state === 'pending' && machine.doomed) machine.stopped = { by: 'failed-start', why: GIVEN_UP };
    this.#turn(machine, next.state);
    return machine;
  }

  #turn(machine: Machine, state: Instance['state'], seconds = 0, next?: Instance['state']): void {
    machine.state = state;
    machine.next = next && { at: this.#clock().getTime() + seconds * 1000, state: next };
    this.onTurn(machine.id, state);
  }

  /** EC2 gives launch times and stops to the second. */
  #wholeSecond(): string {
    return `${this.#clock().toISOString().slice(0, 19)}.000Z`;
  }
}

/** As the SDK throws it: `$metadata` marks what is AWS's. */
class IncorrectState extends Error {
  override readonly name = 'IncorrectInstanceState';
  readonly $metadata = {};

  constructor({ id, state }: Machine) {
    super(`the instance ${id} is ${state}`);
  }
}
