import { isAfter } from '../time.ts';
import { type Cluster, type Instance, isLive, type Member } from './target.ts';

/**
 * A cluster as if it were one instance: running as soon as one of its brokers runs, stopped once all have gone.
 *
 * @param name - of the target, by which announced stops name it
 * @param createdAt - when its groups were made: what counts as its launch while it has no instance
 */
export function clusterInstance(name: string, cluster: Cluster, createdAt: string): Instance {
  const { groups, members } = cluster;
  return {
    id: name,
    state: stateOf(cluster),
    launchTime: oldestLaunch(members) ?? createdAt,
    type: `${groups.length} brokers`,
    cluster,
  };
}

/** Whether some of its groups should have an instance and others should not, as after a start that failed half-way. */
export function isHalfStarted({ cluster }: Instance): boolean {
  const desired = new Set(cluster?.groups.map((group) => group.desired));
  return desired.has(0) && desired.size > 1;
}

function stateOf({ groups, members }: Cluster): Instance['state'] {
  if (groups.some(({ desired }) => desired > 0))
    return members.some(({ state }) => state === 'running') ? 'running' : 'pending';
  return members.length > 0 ? 'stopping' : 'stopped';
}

/** Of those that live, if any does: what ends says nothing of how long it is up. */
function oldestLaunch(members: readonly Member[]): string | undefined {
  const live = members.filter(isLive);
  const launches = (live.length > 0 ? live : members).map(({ launchTime }) => launchTime);
  return launches.reduce<string | undefined>(
    (oldest, each) => (oldest === undefined || isAfter(oldest, each) ? each : oldest),
    undefined,
  );
}
