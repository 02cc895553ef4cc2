/** An environment `dev` with one target `kafka`, simulated: a clock, a table, EC2, a host, a reaper each minute. */
import type { Alarm } from '../../power/alarm.ts';
import type { ApiAnswer, ApiPower, ApiRequest, CommandBody, StatusBody } from '../../power/api/api.ts';
import { handle } from '../../power/api/handle.ts';
import type { Caller, PowerState, Transition } from '../../power/items.ts';
import type { PolicyProps } from '../../power/policy.ts';
import { reap } from '../../power/reap.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import { FakeHost } from './fake-host.ts';
import { FakeTarget } from './fake-target.ts';
import { HandClock } from './hand-clock.ts';
import { agentTalk } from './host-talk.ts';

export class World {
  readonly clock = new HandClock();
  readonly store = new MemoryStore();
  readonly target = new FakeTarget(this.clock.now);
  readonly host = new FakeHost(
    'i-1',
    () => this.target.peek('i-1'),
    agentTalk(this.store, 'i-1'),
    this.clock.now,
  );
  /** Seconds between two ticks of the reaper. */
  tickEvery = 60;
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

  constructor(policy: PolicyProps = {}) {
    this.settings = new Map([['kafka', JSON.stringify(policy)]]);
  }

  tick(): Promise<void> {
    return reap(this.power);
  }

  /** Lets time pass second by second: the host lives, the reaper ticks. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed++) {
      this.clock.pass(1);
      this.#second++;
      await this.host.live();
      if (this.#second % this.tickEvery === 0) await this.tick();
    }
  }

  /** Lets time pass until the target is recorded in that state, and gives the transition; at most an hour. */
  async until(state: PowerState): Promise<Transition> {
    for (let passed = 0; passed < 3600; passed++) {
      if (this.#newest?.to === state) return this.#newest;
      await this.pass(1);
    }
    throw new Error(`an hour has passed and the target is not ${state}; so far: ${this.told.join(', ')}`);
  }

  ask(method: string, path: string, options: Partial<ApiRequest> = {}): Promise<ApiAnswer> {
    return handle({ method, path, by: 'person', ...options }, this.power);
  }

  async status(): Promise<StatusBody> {
    return JSON.parse((await this.ask('GET', '/status', { by: 'visitor' })).body);
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

/** A world whose instance exists and sleeps, and whose reaper has seen it. */
export async function sleepingWorld(policy?: PolicyProps): Promise<World> {
  const world = new World(policy);
  world.target.make('i-1');
  await world.tick();
  await world.pass(1);
  return world;
}

/** A world whose target a service has woken and that is online. */
export async function wokenWorld(policy?: PolicyProps): Promise<World> {
  const world = await sleepingWorld(policy);
  await world.command('service', 'POST', '/wake');
  await world.until('online');
  return world;
}
