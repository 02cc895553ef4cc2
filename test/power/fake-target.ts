/** An EC2 with the instances that a test makes, and that refuses what a test wants refused. */
import type {
  Instance,
  ResizeOutcome,
  StartOutcome,
  StartRefusal,
  Target,
} from '../../power/target/target.ts';
import type { Clock } from '../../power/time.ts';
import { type Ec2Takes, FakeMachine } from './fake-machine.ts';

const NEITHER_RUNS_NOR_STOPS: readonly Instance['state'][] = ['pending', 'shutting-down', 'terminated'];

export class FakeTarget implements Target {
  /** What was called, in order: `start i-1`, `stop i-1`. Starts and stops that changed nothing are not in it. */
  readonly calls: string[] = [];
  /** Types that the zone has none of to give. */
  readonly soldOut = new Set<string>();
  /** Types that the zone does not have at all. */
  readonly unknown = new Set<string>();
  /** How it refuses all starts, if it does. */
  refusal: StartRefusal | undefined;
  /** Why starts are accepted and then given up, if they are. */
  startsFail: string | undefined;
  /** What the next calls fail with. */
  failure: Error | undefined;
  /** Hears of every change of state at the moment at which somebody looks. */
  onTurn: (id: string, state: Instance['state']) => void = () => {};
  takes: Ec2Takes = { pending: 15, stopping: 40 };
  readonly #clock: Clock;
  readonly #machines: FakeMachine[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An instance that somebody made, as a deploy does. */
  make(id: string, state: 'stopped' | 'pending' | 'running' = 'stopped', type = 't3.medium'): void {
    const first = state === 'running' ? 'running' : 'stopped';
    const machine = new FakeMachine({ id, type, state: first }, this.#clock, (...turn) =>
      this.onTurn(...turn),
    );
    this.#machines.push(machine);
    if (state === 'pending') machine.launch(this.takes);
  }

  describe(): Promise<readonly Instance[]> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(this.instances());
  }

  /** As they are at this moment, without a call to EC2. */
  instances(): Instance[] {
    return this.#machines.map((machine) => machine.describe());
  }

  /** One of them, likewise. */
  peek(id: string): Instance | undefined {
    return this.#machines.find((machine) => machine.id === id)?.describe();
  }

  start(id: string): Promise<StartOutcome> {
    const machine = this.#machine(id);
    if (machine.state === 'pending' || machine.state === 'running') return Promise.resolve('started');
    if (machine.state !== 'stopped') return Promise.resolve('not-startable');
    if (this.refusal) return Promise.resolve(this.refusal);
    if (this.soldOut.has(machine.type)) return noCapacity(`there are no ${machine.type} left`);
    this.calls.push(`start ${id}`);
    machine.doom = this.startsFail;
    machine.launch(this.takes);
    return Promise.resolve('started');
  }

  stop(id: string): Promise<void> {
    const machine = this.#machine(id);
    if (NEITHER_RUNS_NOR_STOPS.includes(machine.state)) return Promise.reject(new IncorrectState(machine));
    if (machine.state === 'running') {
      this.calls.push(`stop ${id}`);
      machine.stop({ by: 'user', why: 'User initiated shutdown' }, this.takes);
    }
    return Promise.resolve();
  }

  resize(id: string, type: string): Promise<ResizeOutcome> {
    const machine = this.#machine(id);
    if (machine.state !== 'stopped') return Promise.resolve('not-startable');
    if (this.unknown.has(type)) return noCapacity(`the zone does not have ${type}`);
    this.calls.push(`resize ${id} ${type}`);
    machine.type = type;
    return Promise.resolve('resized');
  }

  /** AWS stops it for reasons of its own. */
  fail(id: string, why: string): void {
    this.#machine(id).stop({ by: 'aws', why }, this.takes);
  }

  /** Somebody deletes it. */
  terminate(id: string): void {
    this.#machine(id).terminate(this.takes);
  }

  /** Says why it can never sleep, or that it can after all. */
  setUnfit(id: string, why: string | undefined): void {
    this.#machine(id).unfit = why;
  }

  #machine(id: string): FakeMachine {
    const machine = this.#machines.find((candidate) => candidate.id === id);
    if (!machine) throw new Error(`the test has no instance ${id}`);
    return machine;
  }
}

function noCapacity(text: string): Promise<StartRefusal> {
  return Promise.resolve({ refused: 'no-capacity', text });
}

/** As the SDK throws it: `$metadata` marks what is AWS's. */
class IncorrectState extends Error {
  override readonly name = 'IncorrectInstanceState';
  readonly $metadata = {};

  constructor({ id, state }: FakeMachine) {
    super(`the instance ${id} is ${state}`);
  }
}
