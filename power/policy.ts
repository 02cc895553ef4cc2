/** When a target may sleep and how long it may take to wake: the JSON in its SSM parameter. */
import type { Window } from './calendar/window.ts';

/** What all targets have. Lengths of time are whole seconds. */
interface CommonPolicy {
  /**
   * Whether something on the host tells of its use: our agent or a program of the owner's (`POST /report`). `none`: it is
   * awake by windows, leases and holds alone, and counts as online as soon as it runs.
   * @default - 'agent'
   */
  readonly reports: 'agent' | 'none';
  /**
   * Sleeps after this long without use.
   * @default - 300
   */
  readonly idleAfter: number;
  /**
   * Stays awake at least this long once it is up, used or not, so that it cannot flap.
   * @default - 300
   */
  readonly minAwake: number;
  /**
   * A boot that takes longer is reported as `blocked`; the host stays awake so that one can look.
   * @default - 300; 600 for a cluster, whose hosts are launched anew and install what they need
   */
  readonly bootDeadline: number;
  /**
   * The host reports this often, and therefore sees an announced stop within this time.
   * @default - 20
   */
  readonly reportEvery: number;
  /**
   * Awake for longer than that, people are told, and again each hour.
   * @default - 604800, which is 7 days
   */
  readonly maxAwake: number;
  /**
   * What else happens then: `tell` nothing; `stop` puts it to sleep although it is used, its use is unknown or a group
   * lags. Holds, leases and windows keep it awake all the same: somebody asked for them.
   * @default - 'tell'
   */
  readonly maxAwakeAction: 'tell' | 'stop';
  /**
   * Awake by the calendar, used or not.
   * @default - none
   */
  readonly windows: readonly Window[];
  /**
   * Consumer groups: it does not sleep while one of them has records left to read.
   * @default - none
   */
  readonly waitForLag: readonly string[];
  /**
   * Instance types to start with, in this order, when AWS has none of the host's own to give.
   * @default - none; the host's own size is tried again and again
   */
  readonly fallbackSizes: readonly string[];
  /**
   * The host's own instance type, which it gets back at the stop after it ran with another one.
   * @default - it keeps the type that it was last started with
   */
  readonly size?: string;
}

/** Of one EC2 instance that is stopped and started. */
export interface InstancePolicy extends CommonPolicy {
  readonly kind: 'instance';
}

/** Of a cluster: one Auto Scaling group per broker, whose instances are launched and terminated. It has no other sizes. */
export interface BrokersPolicy extends CommonPolicy {
  readonly kind: 'brokers';
  /**
   * The brokers with the lowest node ids, so many of them, are bought on demand by the deploy, and stay so.
   * @default - 1
   */
  readonly onDemandCount: number;
  /**
   * A broker that has had no instance for so long is looked for in the other market: on demand instead of spot, or back.
   * A launch that fails for want of spot capacity is not waited for.
   * @default - 600
   */
  readonly spotPatience: number;
  /**
   * An on-demand instance in place of a spot one stays at least this long.
   * @default - 3600
   */
  readonly backToSpotAfter: number;
  /**
   * Hours a month (UTC) that on-demand instances in place of spot ones may come to, all brokers together. Beyond that a
   * broker without spot capacity is down, and people are told.
   * @default - 100
   */
  readonly maxOnDemandHours: number;
}

/** When a target may sleep and how long it may take to wake. */
export type Policy = InstancePolicy | BrokersPolicy;

/** What a deploy may leave out of the policy of an instance. */
export type PolicyProps = Partial<InstancePolicy>;

/** What a deploy may leave out of the policy of a cluster. */
export type BrokersPolicyProps = Partial<BrokersPolicy> & Pick<BrokersPolicy, 'kind'>;

export const DEFAULT_POLICY: InstancePolicy = {
  kind: 'instance',
  reports: 'agent',
  idleAfter: 300,
  minAwake: 300,
  bootDeadline: 300,
  reportEvery: 20,
  maxAwake: 604_800,
  maxAwakeAction: 'tell',
  windows: [],
  waitForLag: [],
  fallbackSizes: [],
};

export const DEFAULT_BROKERS_POLICY: BrokersPolicy = {
  ...DEFAULT_POLICY,
  kind: 'brokers',
  bootDeadline: 600,
  onDemandCount: 1,
  spotPatience: 600,
  backToSpotAfter: 3_600,
  maxOnDemandHours: 100,
};
