/** A world whose target `cluster` is three brokers or more, in a group each. */
import type { ActivityReport } from '../../power/items.ts';
import type { BrokersPolicy } from '../../power/policy.ts';
import { BaseWorld } from './base-world.ts';
import { FakeCluster } from './fake-cluster.ts';
import { FakeHost } from './fake-host.ts';
import { agentTalk } from './host-talk.ts';

/** Seconds that a broker takes to leave in a controlled way. */
const LEAVING = 10;

export class ClusterWorld extends BaseWorld {
  readonly target: FakeCluster;
  /** Somebody uses the cluster at each moment. */
  used = false;
  readonly #hosts = new Map<string, FakeHost>();
  #leavesAt: number | undefined;

  constructor(policy: Partial<BrokersPolicy> = {}, brokers = 3) {
    super('cluster', { ...policy, kind: 'brokers' });
    this.target = new FakeCluster(this.clock.now, { brokers, ...policy });
  }

  /** The host of that broker's newest instance. */
  host(node: number): FakeHost {
    const host = this.hostsOf(node).at(-1);
    if (!host) throw new Error(`broker ${node} has no host`);
    return host;
  }

  /** The hosts of all instances of that broker. */
  hostsOf(node: number): FakeHost[] {
    return this.target.group(node).members.flatMap(({ id }) => this.#hosts.get(id) ?? []);
  }

  /** Brokers that serve. */
  get serving(): number {
    const nodes = this.target.members
      .filter(({ id }) => this.#hosts.get(id)?.serving)
      .map(({ node }) => node);
    return new Set(nodes).size;
  }

  protected async live(): Promise<void> {
    this.target.live();
    for (const { id } of this.target.members) {
      if (!this.#hosts.has(id)) this.#hosts.set(id, this.#newHost(id));
      const host = this.#hosts.get(id);
      if (host) host.used = this.used;
      await host?.live();
    }
    await this.#leave();
  }

  #newHost(id: string): FakeHost {
    const talk = agentTalk(this.store, id, 'cluster');
    const member = () => this.target.members.find((each) => each.id === id);
    return new FakeHost(
      'cluster',
      member,
      { ...talk, report: (report) => talk.report(this.#asBroker(report)) },
      this.clock.now,
    );
  }

  /** A broker is ready if the cluster takes records, and knows what is out of sync. */
  #asBroker(report: ActivityReport): ActivityReport {
    const { serving } = this;
    if (!report.ready) return report;
    return { ...report, ready: serving >= 2, underReplicated: 10 * (this.target.groups.length - serving) };
  }

  /** Who is asked to leave does. */
  async #leave(): Promise<void> {
    const leave = (await this.store.read('cluster')).get('leave');
    const member = this.target.members.find(({ id, state }) => id === leave?.instance && state === 'running');
    if (!member) {
      this.#leavesAt = undefined;
      return;
    }
    this.#leavesAt ??= this.clock.now().getTime() + LEAVING * 1000;
    if (this.clock.now().getTime() >= this.#leavesAt) this.target.end(member.id);
  }
}

/** A world whose cluster sleeps, and whose reaper has seen it. */
export async function sleepingCluster(
  policy?: Partial<BrokersPolicy>,
  brokers?: number,
): Promise<ClusterWorld> {
  const world = new ClusterWorld(policy, brokers);
  await world.tick();
  await world.pass(1);
  return world;
}

/** A world whose cluster a service has woken and that is online and whole. */
export async function wokenCluster(policy?: Partial<BrokersPolicy>, brokers?: number): Promise<ClusterWorld> {
  const world = await sleepingCluster(policy, brokers);
  await world.command('service', 'POST', '/wake');
  await world.until('online');
  await world.pass(60);
  return world;
}
