/** A world whose target `kafka` is a single host. */
import type { PolicyProps } from '../../power/policy.ts';
import { BaseWorld } from './base-world.ts';
import { FakeHost } from './fake-host.ts';
import { FakeTarget } from './fake-target.ts';
import { agentTalk } from './host-talk.ts';

export class World extends BaseWorld {
  readonly target = new FakeTarget(this.clock.now);
  readonly host = new FakeHost(
    'i-1',
    () => this.target.peek('i-1'),
    agentTalk(this.store, 'i-1'),
    this.clock.now,
  );

  constructor(policy: PolicyProps = {}) {
    super('kafka', policy);
  }

  protected live(): Promise<unknown> {
    return this.host.live();
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
