import type { Instance, InstanceStop } from '../../power/target/target.ts';
import type { Clock } from '../../power/time.ts';

/** How long EC2 takes, in seconds. */
export interface Ec2Takes {
  readonly pending: number;
  readonly stopping: number;
}

type State = Instance['state'];

/** An instance that takes its (simulated) time from state to state, because the races live in between. */
export class FakeMachine {
  readonly id: string;
  type: string;
  unfit: string | undefined;
  /** Why AWS will give up on the start that it accepted, if it will. */
  doom: string | undefined;
  #state: State;
  #launchTime: string;
  /** When it leaves this state by itself, and for which one. */
  #next: { readonly at: number; readonly state: State } | undefined;
  #stopped: InstanceStop | undefined;
  readonly #clock: Clock;
  readonly #onTurn: (id: string, state: State) => void;

  /** @param onTurn - hears of every change of state at the moment at which somebody looks */
  constructor(
    props: { readonly id: string; readonly type: string; readonly state: 'stopped' | 'running' },
    clock: Clock,
    onTurn: (id: string, state: State) => void,
  ) {
    this.id = props.id;
    this.type = props.type;
    this.#state = props.state;
    this.#clock = clock;
    this.#onTurn = onTurn;
    this.#launchTime = this.#wholeSecond();
  }

  get state(): State {
    this.#settle();
    return this.#state;
  }

  describe(): Instance {
    const { id, state, type, unfit } = this;
    const stopped = this.#stopped;
    return {
      id,
      state,
      launchTime: this.#launchTime,
      type,
      ...(stopped && { stopped }),
      ...(unfit && { unfit }),
    };
  }

  launch({ pending }: Ec2Takes): void {
    this.#launchTime = this.#wholeSecond();
    this.#stopped = undefined;
    this.#turn('pending', pending, this.doom === undefined ? 'running' : 'stopped');
  }

  /** @param by - who stops it, and why, in EC2's words */
  stop({ by, why }: { readonly by: 'user' | 'aws'; readonly why: string }, { stopping }: Ec2Takes): void {
    this.#stopped = by === 'user' ? { by, at: this.#wholeSecond(), why } : { by, why };
    this.#turn('stopping', stopping, 'stopped');
  }

  terminate({ stopping }: Ec2Takes): void {
    this.#turn('shutting-down', stopping, 'terminated');
  }

  #settle(): void {
    const next = this.#next;
    if (next === undefined || this.#clock().getTime() < next.at) return;
    if (this.#state === 'pending' && this.doom !== undefined)
      this.#stopped = { by: 'failed-start', why: this.doom };
    this.#turn(next.state);
  }

  #turn(state: State, seconds = 0, next?: State): void {
    this.#state = state;
    this.#next = next && { at: this.#clock().getTime() + seconds * 1000, state: next };
    this.#onTurn(this.id, state);
  }

  /** EC2 gives launch times and stops to the second. */
  #wholeSecond(): string {
    return `${this.#clock().toISOString().slice(0, 19)}.000Z`;
  }
}
