/** An Auto Scaling group of at most one instance, whose launches take time or fail. */
import type { BrokerGroup, LaunchFailure, Market, Member } from '../../power/target/target.ts';

/** Seconds: from a launch to running, from the end of an instance until it is gone, between two launches that fail. */
const TAKES = { pending: 20, ending: 30, retry: 60 };

interface FakeMember {
  member: Member;
  /** When it leaves its state by itself. */
  turnsAt: number;
}

export class FakeGroup {
  desired = 0;
  market: Market;
  /** Markets that have nothing to give here. */
  readonly soldOut = new Set<Market>();
  readonly node: number;
  #failure: LaunchFailure | undefined;
  #members: FakeMember[] = [];
  #launches = 0;
  #retryAt = 0;

  constructor(node: number, market: Market) {
    this.node = node;
    this.market = market;
  }

  get members(): Member[] {
    return this.#members.map(({ member }) => member);
  }

  describe(): BrokerGroup {
    const { node, desired, market } = this;
    const failure = desired > 0 && this.#live().length === 0 ? this.#failure : undefined;
    return { name: `cluster-${node}`, node, desired, market, ...(failure && { failure }) };
  }

  /** Somebody terminates an instance: AWS, or its own host. */
  end(id: string, now: number): void {
    for (const each of this.#members) {
      if (each.member.id !== id || !isLive(each)) continue;
      each.member = { ...each.member, state: 'shutting-down' };
      each.turnsAt = now + TAKES.ending * 1000;
    }
  }

  /** What has become of it by now. */
  live(now: number): void {
    for (const each of this.#members) {
      if (each.member.state === 'pending' && now >= each.turnsAt)
        each.member = { ...each.member, state: 'running' };
    }
    this.#members = this.#members.filter(
      ({ member, turnsAt }) => member.state !== 'shutting-down' || now < turnsAt,
    );
    const live = this.#live();
    const right = live.filter(({ member }) => member.market === this.market);
    const surplus =
      this.desired === 0 ? live : right.some(isRunning) ? live.filter(isWrong(this.market)) : [];
    for (const { member } of surplus) this.end(member.id, now);
    // One of the wrong market is replaced, and ends only once its replacement runs.
    if (this.desired > 0 && right.length === 0) this.#launch(now);
  }

  #launch(now: number): void {
    if (now < this.#retryAt) return;
    const at = `${new Date(now).toISOString().slice(0, 19)}.000Z`;
    if (this.soldOut.has(this.market)) {
      const what = this.market === 'spot' ? 'Spot' : 'On-Demand';
      this.#failure = { at, text: `Could not launch ${what} Instances. UnfulfillableCapacity` };
      this.#retryAt = now + TAKES.retry * 1000;
      return;
    }
    this.#failure = undefined;
    const id = `i-${this.node}-${++this.#launches}`;
    const { node, market } = this;
    const member: Member = {
      id,
      node,
      state: 'pending',
      launchTime: at,
      type: 'm7g.large',
      zone: `z${node}`,
      market,
    };
    this.#members.push({ member, turnsAt: now + TAKES.pending * 1000 });
  }

  #live(): FakeMember[] {
    return this.#members.filter(isLive);
  }
}

function isLive({ member: { state } }: FakeMember): boolean {
  return state === 'pending' || state === 'running';
}

function isRunning({ member: { state } }: FakeMember): boolean {
  return state === 'running';
}

function isWrong(market: Market): (each: FakeMember) => boolean {
  return ({ member }) => member.market !== market;
}
