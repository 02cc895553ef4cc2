import {
  GP3_PER_GB_MONTH,
  HOURS_PER_MONTH,
  instancePerHour,
  PUBLIC_IPV4_PER_HOUR,
  ZONE_PER_MONTH,
} from './prices.ts';

/** How long the brokers of a cluster had instances, all of them together. */
export interface InstanceHours {
  readonly spot: number;
  readonly onDemand: number;
}

/** Its instances and their disks. */
export interface ClusterShape {
  /** The type that all brokers have, e.g. `t3.medium`. */
  readonly type: string;
  readonly brokers: number;
  /** Of each broker, in GB. */
  readonly dataDisk: number;
  /** Of each broker, in GB. */
  readonly rootDisk: number;
}

/** Three brokers of the default size, with the disks of the single host. */
export const THREE_BROKERS: ClusterShape = { type: 't3.medium', brokers: 3, dataDisk: 10, rootDisk: 8 };

/** Dollars. */
export interface ClusterBill {
  /** Instances, spot and on demand. */
  readonly compute: number;
  /** Public IPv4 addresses, which instances have while they exist. */
  readonly addresses: number;
  /** Root and data disks of a cluster that is awake throughout. Asleep, root disks are gone with their instances. */
  readonly disks: number;
  /** The private hosted zone. */
  readonly zone: number;
  readonly total: number;
}

/**
 * What a cluster costs in so many months. Traffic, the Lambdas and the table of power management are not in it.
 *
 * @param months of 730 hours
 * @throws CostError 'no-price' if the table lacks the type.
 */
export function clusterBill(shape: ClusterShape, hours: InstanceHours, months: number): ClusterBill {
  const compute =
    hours.spot * instancePerHour(shape.type, 'spot') +
    hours.onDemand * instancePerHour(shape.type, 'on-demand');
  const addresses = (hours.spot + hours.onDemand) * PUBLIC_IPV4_PER_HOUR;
  const disks = shape.brokers * (shape.dataDisk + shape.rootDisk) * GP3_PER_GB_MONTH * months;
  const zone = ZONE_PER_MONTH * months;
  return { compute, addresses, disks, zone, total: compute + addresses + disks + zone };
}

/** What a month costs in which all brokers run throughout, so many of them on demand. */
export function monthlyBill(shape: ClusterShape, onDemandCount: number): ClusterBill {
  const onDemand = onDemandCount * HOURS_PER_MONTH;
  return clusterBill(shape, { spot: shape.brokers * HOURS_PER_MONTH - onDemand, onDemand }, 1);
}
