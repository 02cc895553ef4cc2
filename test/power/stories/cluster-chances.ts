/** What may happen to a cluster, at random, and what must hold whatever happens. */
import fc, { type Arbitrary } from 'fast-check';
import { askToLeave } from '../../../power/commands/ask-to-leave.ts';
import { change } from '../../../power/store/change.ts';
import { isLive, type Market } from '../../../power/target/target.ts';
import { type ClusterWorld, sleepingCluster } from '../cluster-world.ts';

/** Something that happens. */
export type Chance =
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'ask'; readonly path: '/wake' | '/sleep' | '/hold' }
  | { readonly do: 'use'; readonly used: boolean }
  | { readonly do: 'interrupt' | 'roll' | 'hang'; readonly node: number }
  | { readonly do: 'market'; readonly node: number; readonly market: Market; readonly soldOut: boolean }
  | { readonly do: 'refuse'; readonly node: number; readonly refuses: boolean };

const node = fc.constantFrom(1, 2, 3);

const chance: Arbitrary<Chance> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass'), minutes: fc.constantFrom(1, 3, 12, 40) }) },
  fc.record({ do: fc.constant('ask'), path: fc.constantFrom('/wake', '/sleep', '/hold') }),
  fc.record({ do: fc.constant('use'), used: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('interrupt', 'roll', 'hang'), node }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('market'),
      node,
      market: fc.constantFrom<Market>('spot', 'on-demand'),
      soldOut: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('refuse'), node, refuses: fc.boolean() }),
);

export const chances: Arbitrary<Chance[]> = fc.array(chance, { minLength: 5, maxLength: 20 });

/** Seconds on demand that are allowed in these stories. */
const CAP = 3600;

/** A cluster that is watched: every call to its groups is held against what may be. */
export async function watchedCluster(): Promise<ClusterWorld> {
  const world = await sleepingCluster({
    minAwake: 60,
    spotPatience: 300,
    backToSpotAfter: 1200,
    maxOnDemandHours: CAP / 3600,
  });
  world.step = 5;
  const { target } = world;
  const move = target.move.bind(target);
  target.move = async (group, market) => {
    const { desired, members } = target.group(group.node);
    const isLetGo =
      market === 'spot' &&
      desired > 0 &&
      members.some((each) => isLive(each) && each.market === 'on-demand') &&
      !(await leaves(world, group.node));
    if (group.node === 1) throw new Error('broker 1 is on demand by the deploy, and was moved');
    if (isLetGo && world.serving < 3)
      throw new Error(`broker ${group.node} was let go while another one does not serve`);
    return move(group, market);
  };
  const stop = target.stop.bind(target);
  target.stop = async () => {
    const intent = (await world.store.read('cluster')).get('intent');
    if (intent?.committed === undefined || intent.stop > world.clock.at())
      throw new Error('the cluster was stopped before the announced instant');
    if (world.used && intent.reason.code === 'idle' && world.serving === 3)
      throw new Error('the cluster was stopped as idle while it is used');
    return stop();
  };
  return world;
}

async function leaves(world: ClusterWorld, of: number): Promise<boolean> {
  return (await world.store.read('cluster')).get('leave')?.node === of;
}

/** At most one broker at a time is on its way back to spot. */
function returning(world: ClusterWorld): number {
  return world.target.groups.filter(({ node: each, desired, market, members }) => {
    if (each === 1 || desired === 0 || market === 'on-demand') return false;
    const live = members.filter(isLive);
    return live.length > 0 && live.every((member) => member.market === 'on-demand');
  }).length;
}

/** Lets it happen. Ticks that fail, and requests that are refused, are what a story may be about. */
export async function happen(world: ClusterWorld, what: Chance): Promise<void> {
  switch (what.do) {
    case 'pass':
      return passAnyway(world, what.minutes * 60);
    case 'ask': {
      const body = what.path === '/hold' ? JSON.stringify({ on: true, minutes: 45 }) : '{}';
      await world.ask('POST', what.path, { body });
      return;
    }
    case 'use':
      world.used = what.used;
      return;
    case 'interrupt':
      world.target.interrupt(what.node);
      return;
    case 'hang':
      for (const host of world.hostsOf(what.node)) host.hung = true;
      return;
    case 'roll':
      return roll(world, what.node);
    case 'market': {
      const { soldOut } = world.target.group(what.node);
      if (what.soldOut) soldOut.add(what.market);
      else soldOut.delete(what.market);
      return;
    }
    case 'refuse':
      if (what.refuses) world.target.failing.add(what.node);
      else world.target.failing.delete(what.node);
  }
}

/** Lets time pass although groups refuse to be changed. */
async function passAnyway(world: ClusterWorld, seconds: number): Promise<void> {
  const until = Date.parse(world.clock.at(seconds));
  while (world.clock.now().getTime() < until) {
    try {
      await world.pass(60);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    const count = returning(world);
    if (count > 1) throw new Error(`${count} brokers are on their way back to spot at once`);
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof AggregateError)) return false;
  return error.errors.every(
    ({ cause }: Error) => cause instanceof Error && cause.name === 'ResourceContentionFault',
  );
}

async function roll(world: ClusterWorld, of: number): Promise<void> {
  const member = world.target.group(of).members.find(isLive);
  const before = (await world.store.read('cluster')).get('leave');
  if (!member || before) return;
  await change(world.store, 'cluster', (items) =>
    askToLeave(
      items,
      { instance: member.id, node: of, reason: { code: 'roll', text: 'new programs' } },
      world.clock.now(),
    ),
  );
}

/** From here on all is well. */
export function heal(world: ClusterWorld): void {
  world.target.failing.clear();
  for (const { soldOut, node: each } of world.target.groups) {
    soldOut.clear();
    for (const host of world.hostsOf(each)) host.hung = false;
  }
}
