/** An Auto Scaling with a group for each broker of a cluster. */
import { clusterInstance } from '../../power/target/cluster-instance.ts';
import type {
  BrokerGroup,
  Instance,
  Market,
  Member,
  StartOutcome,
  Target,
} from '../../power/target/target.ts';
import type { Clock } from '../../power/time.ts';
import { FakeGroup } from './fake-group.ts';

export class FakeCluster implements Target {
  /** What was called, in order: `desired 1`, `cluster-2 to spot`. */
  readonly calls: string[] = [];
  readonly groups: readonly FakeGroup[];
  /** Nodes whose group answers every call with an error. */
  readonly failing = new Set<number>();
  readonly #clock: Clock;
  readonly #createdAt: string;

  constructor(clock: Clock, { brokers = 3, onDemandCount = 1 } = {}) {
    this.#clock = clock;
    this.#createdAt = clock().toISOString();
    this.groups = Array.from({ length: brokers }, (_, index) => {
      return new FakeGroup(index + 1, index < onDemandCount ? 'on-demand' : 'spot');
    });
  }

  get members(): Member[] {
    return this.groups.flatMap((group) => group.members);
  }

  group(node: number): FakeGroup {
    const group = this.groups.find((each) => each.node === node);
    if (!group) throw new Error(`the test has no broker ${node}`);
    return group;
  }

  live(): void {
    for (const group of this.groups) group.live(this.#clock().getTime());
  }

  /** Terminates whatever runs for that broker, as AWS does at an interruption. */
  interrupt(node: number): void {
    for (const { id } of this.group(node).members) this.end(id);
  }

  end(id: string): void {
    for (const group of this.groups) group.end(id, this.#clock().getTime());
  }

  describe(): Promise<readonly Instance[]> {
    const groups = this.groups.map((group) => group.describe());
    return Promise.resolve([clusterInstance('cluster', { groups, members: this.members }, this.#createdAt)]);
  }

  start(): Promise<StartOutcome> {
    return this.#setAll(1).then(() => 'started');
  }

  stop(): Promise<void> {
    return this.#setAll(0);
  }

  resize(): never {
    throw new Error('a cluster has no size');
  }

  move({ node, name }: BrokerGroup, market: Market): Promise<void> {
    if (this.failing.has(node)) return Promise.reject(new ResourceContention(node));
    this.calls.push(`${name} to ${market}`);
    this.group(node).market = market;
    return Promise.resolve();
  }

  #setAll(desired: number): Promise<void> {
    this.calls.push(`desired ${desired}`);
    for (const group of this.groups) if (!this.failing.has(group.node)) group.desired = desired;
    const [failed] = this.failing;
    return failed === undefined ? Promise.resolve() : Promise.reject(new ResourceContention(failed));
  }
}

/** As the SDK throws it: `$metadata` marks what is AWS's. */
class ResourceContention extends Error {
  override readonly name = 'ResourceContentionFault';
  readonly $metadata = {};

  constructor(node: number) {
    super(`the group of broker ${node} has a pending update`);
  }
}
