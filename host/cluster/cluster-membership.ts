import type { Checks } from '../settings-checks.ts';

const SIZES = [3, 6, 9] as const;

/** Which broker of which cluster a host is. */
export interface ClusterMembership {
  /** Node id, from 1. */
  readonly node: number;
  /** How many brokers the cluster has. */
  readonly brokers: (typeof SIZES)[number];
  /** The private zone that holds the brokers' names. */
  readonly zone: {
    /** Route 53's id of it. */
    readonly id: string;
    /** Without a dot at its end. */
    readonly name: string;
  };
}

/** What a broker's settings say of its cluster, for messages too. */
export const MEMBERSHIP_EXAMPLE: ClusterMembership = {
  node: 1,
  brokers: 3,
  zone: { id: 'Z0123456789ABCDEFGHIJ', name: 'cluster.dev.catnap.internal' },
};

/** @throws HostError `bad-settings` */
export function parseMembership(check: Checks, value: unknown): ClusterMembership {
  const given = check.object('cluster', value);
  const zone = check.object('cluster.zone', given['zone']);
  const brokers = check.oneOf('cluster.brokers', SIZES, given['brokers']);
  return {
    node: check.wholeNumber('cluster.node', 1, brokers, given['node']),
    brokers,
    zone: {
      id: check.text('cluster.zone.id', zone['id']),
      name: check.text('cluster.zone.name', zone['name']),
    },
  };
}
