/** How many brokers a cluster can have: the same number in each zone, so that each zone holds a copy of every partition. */
const BROKER_COUNTS = [3, 6, 9] as const;

export type BrokerCount = (typeof BROKER_COUNTS)[number];

/** One zone for each copy of a partition. */
const ZONES = 3;

/** One broker of a cluster and where it is. */
export interface ClusterNode {
  /** KRaft's id, from 1 on. The first three are the controllers too. */
  readonly node: number;
  readonly availabilityZone: string;
  /** Whether it is on demand for good, rather than on spot. */
  readonly isOnDemand: boolean;
}

export interface ClusterNodesProps {
  readonly brokers: number;
  /** Zones by name; the first three are used. */
  readonly availabilityZones: readonly string[];
  /** That many are on demand, the first ones, and so the controllers before others. */
  readonly onDemandCount: number;
}

/**
 * The brokers of a cluster, each in its zone. A broker stays where it is when the cluster grows, because its volume cannot
 * leave its zone.
 *
 * @throws Error for a number of brokers, zones or brokers on demand that there cannot be.
 */
export function clusterNodes({
  brokers,
  availabilityZones,
  onDemandCount,
}: ClusterNodesProps): readonly ClusterNode[] {
  if (!BROKER_COUNTS.some((count) => count === brokers)) {
    throw new Error(`brokers: given ${brokers}, allowed are ${BROKER_COUNTS.join(', ')}`);
  }
  if (!(Number.isInteger(onDemandCount) && onDemandCount >= 0 && onDemandCount <= brokers)) {
    throw new Error(
      `onDemandCount: given ${onDemandCount} for ${brokers} brokers, allowed are whole numbers from 0 to ${brokers}`,
    );
  }
  const zones = availabilityZones.slice(0, ZONES);
  if (new Set(zones).size < ZONES) {
    throw new Error(
      `availabilityZones: given ${availabilityZones.join(', ') || 'none'}, a cluster needs ${ZONES} different ones, such as us-east-1a, us-east-1b and us-east-1c`,
    );
  }
  const places = Array.from({ length: brokers / ZONES }, () => zones).flat();
  return places.map((availabilityZone, index) => ({
    node: index + 1,
    availabilityZone,
    isOnDemand: index < onDemandCount,
  }));
}
