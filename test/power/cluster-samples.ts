/** A cluster of three brokers that went to work at 03:00, one of them on demand by the deploy, looked at at noon. */
import type { Facts } from '../../power/facts.ts';
import type { Host } from '../../power/merge-reports.ts';
import { mergeReports } from '../../power/merge-reports.ts';
import { type BrokersPolicy, DEFAULT_BROKERS_POLICY } from '../../power/policy.ts';
import { clusterInstance } from '../../power/target/cluster-instance.ts';
import type { BrokerGroup } from '../../power/target/target.ts';
import { ago, facts, NOON, report } from './samples.ts';

export const CLUSTER_POLICY: BrokersPolicy = DEFAULT_BROKERS_POLICY;

const NINE_HOURS = 9 * 3600;

export function group(node: number, over: Partial<BrokerGroup> = {}): BrokerGroup {
  return { name: `cluster-${node}`, node, desired: 1, market: node === 1 ? 'on-demand' : 'spot', ...over };
}

export function host(node: number, over: Partial<Host> = {}): Host {
  return {
    id: `i-${node}`,
    node,
    state: 'running',
    launchTime: ago(NINE_HOURS),
    type: 'm7g.large',
    zone: `z${node}`,
    market: node === 1 ? 'on-demand' : 'spot',
    report: report({ underReplicated: 0 }),
    ...over,
  };
}

export const HOSTS: readonly Host[] = [host(1), host(2), host(3)];
export const GROUPS: readonly BrokerGroup[] = [group(1), group(2), group(3)];

/** The facts about a cluster of these groups and hosts. */
export function clusterFacts({
  groups = GROUPS,
  hosts = HOSTS,
  ...over
}: Partial<Facts> & { readonly groups?: readonly BrokerGroup[] } = {}): Facts {
  const members = hosts.map(({ report: _report, ...member }) => member);
  return facts({
    instance: clusterInstance('cluster', { groups, members }, ago(30 * 86_400)),
    ...mergeReports(hosts, NOON),
    hosts,
    ...over,
  });
}
