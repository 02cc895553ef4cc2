/** What worlds have in common: an environment `dev` with one target, a clock, a table, and a reaper each minute. */
import type { Alarm } from '../../power/alarm.ts';
import type { ApiAnswer, ApiPower, ApiRequest, CommandBody, StatusBody } from '../../power/api/api.ts';
import { handle } from '../../power/api/handle.ts';
import type { Caller, PowerState, Transition } from '../../power/items.ts';
import type { BrokersPolicyProps, PolicyProps } from '../../power/policy.ts';
import { reap } from '../../power/reap.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import type { Target } from '../../power/target/target.ts';
import { HandClock } from './hand-clock.ts';

export abstract class BaseWorld {
  readonly clock = new HandClock();
  readonly store = new MemoryStore();
  abstract readonly target: Target;
  /** Seconds between two ticks of the reaper. */
  tickEvery = 60;
  /** Seconds from one moment to the next; long stories may take longer ones. */
  step = 1;
  /** What subscribers were told, as `from → to`. */
  readonly told: string[] = [];
  /** Alarms that they were told of. */
  readonly alarms: Alarm[] = [];
  readonly settings: Map<string, string>;
  readonly power: ApiPower = {
    environment: 'dev',
    store: this.store,
    settings: () => Promise.resolve(this.settings),
    targets: () => () => this.target,
    notify: (_target, notice) => {
      if ('alarm' in notice) this.alarms.push(notice.alarm);
      else {
        this.#newest = notice.transition;
        this.told.push(`${notice.transition.from} → ${notice.transition.to}`);
      }
      return Promise.resolve();
    },
    clock: this.clock.now,
    dailyCap: 3,
    corsOrigins: [],
  };
  #second = 0;
  #newest: Transition | undefined;

  constructor(target: string, policy: PolicyProps | BrokersPolicyProps) {
    this.settings = new Map([[target, JSON.stringify(policy)]]);
  }

  /** Everything but the functions lives through a moment. */
  protected abstract live(): Promise<unknown>;

  tick(): Promise<void> {
    return reap(this.power);
  }

  /** Lets time pass step by step: hosts live, the reaper ticks. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += this.step) {
      this.clock.pass(this.step);
      this.#second += this.step;
      await this.live();
      if (this.#second % this.tickEvery < this.step) await this.tick();
    }
  }

  /** Lets time pass until the target is recorded in that state, and gives the transition; at most an hour. */
  async until(state: PowerState): Promise<Transition> {
    for (let passed = 0; passed < 3600; passed += this.step) {
      if (this.#newest?.to === state) return this.#newest;
      await this.pass(this.step);
    }
    throw new Error(`an hour has passed and the target is not ${state}; so far: ${this.told.join(', ')}`);
  }

  ask(method: string, path: string, options: Partial<ApiRequest> = {}): Promise<ApiAnswer> {
    return handle({ method, path, by: 'person', ...options }, this.power);
  }

  async status(by: Caller = 'visitor'): Promise<StatusBody> {
    return JSON.parse((await this.ask('GET', '/status', { by })).body);
  }

  /** Asks for something that must succeed, and gives the answer's state. */
  async command(by: Caller, method: string, path: string, body: object = {}): Promise<string> {
    const answer = await this.ask(method, path, { by, body: JSON.stringify(body) });
    if (answer.status >= 300)
      throw new Error(`${method} ${path} by a ${by}: ${answer.status} ${answer.body}`);
    const { state }: CommandBody = JSON.parse(answer.body);
    return state;
  }
}
