import type { Policy } from '../policy.ts';
import type { RefusalCode } from '../reason.ts';

/** What is a target: an EC2 instance, as EC2 describes it, or a cluster as if it were one. */
export interface Instance {
  /** Of a cluster: the target's name. */
  readonly id: string;
  readonly state: 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';
  /** When it was last started. */
  readonly launchTime: string;
  /** Such as `t3.medium`. */
  readonly type: string;
  /** Why it is stopping or has stopped. */
  readonly stopped?: InstanceStop;
  /** Why it can never be stopped and started again, if that is so. */
  readonly unfit?: string;
  /** What it consists of, if it is a cluster. */
  readonly cluster?: Cluster;
}

/** How EC2 sells an instance: to be taken back at two minutes' notice, or not. */
export type Market = 'spot' | 'on-demand';

/** The brokers of a cluster, each an instance in a group of its own. */
export interface Cluster {
  /** One for each broker, by node id. */
  readonly groups: readonly BrokerGroup[];
  /** Their instances, terminated ones left out. A broker that is being replaced may have two of them. */
  readonly members: readonly Member[];
}

/** An Auto Scaling group of at most one instance. */
export interface BrokerGroup {
  readonly name: string;
  /** The broker's node id. */
  readonly node: number;
  /** How many instances it should have: 0 or 1. */
  readonly desired: number;
  /** Where its next instance is bought. */
  readonly market: Market;
  /**
   * Why its newest launch failed, if it should have an instance and has none.
   * @default - no launch failed, or nobody looked
   */
  readonly failure?: LaunchFailure;
}

/** A launch that Auto Scaling gave up on; it tries again by itself. */
export interface LaunchFailure {
  /** When it was tried. */
  readonly at: string;
  /** In Auto Scaling's words. */
  readonly text: string;
}

/** An instance of a cluster. */
export interface Member extends Pick<Instance, 'id' | 'state' | 'launchTime' | 'type'> {
  /** Node id of the broker that runs on it. */
  readonly node: number;
  /** Such as `eu-central-1a`. */
  readonly zone: string;
  readonly market: Market;
}

/**
 * How an instance came to stop: somebody called for it (a person, a deploy, we), AWS did it for reasons of its own, or AWS
 * accepted a start and then gave up on it.
 */
export interface InstanceStop {
  readonly by: 'user' | 'aws' | 'failed-start';
  /**
   * When a user did, to the second.
   * @default - EC2 does not tell
   */
  readonly at?: string;
  /** In EC2's words. */
  readonly why: string;
}

/**
 * How a start went: `started` also if it was running already; `not-startable` while the instance is still stopping; or AWS
 * refused it for now.
 */
export type StartOutcome = 'started' | 'not-startable' | StartRefusal;

/** How a change of type went; one that the zone or the image does not have is refused as a start with it would be. */
export type ResizeOutcome = 'resized' | Exclude<StartOutcome, 'started'>;

/** A start that AWS refused. */
export interface StartRefusal {
  readonly refused: RefusalCode;
  /** In EC2's words. */
  readonly text: string;
}

/** What sleeps and wakes. */
export interface Target {
  describe(): Promise<readonly Instance[]>;
  start(id: string): Promise<StartOutcome>;
  stop(id: string): Promise<void>;
  /** Gives a stopped instance another type. */
  resize(id: string, type: string): Promise<ResizeOutcome>;
  /** Says where a broker's next instance is bought. Clusters alone have a choice of markets. */
  readonly move?: (group: BrokerGroup, market: Market) => Promise<void>;
}

/** The targets of an environment by name and kind, as they are at the time of one tick or request. */
export type Targets = (name: string, kind: Policy['kind']) => Target;

/** Whether an instance is there and neither ends nor has ended. */
export function isLive({ state }: Pick<Instance, 'state'>): boolean {
  return state === 'pending' || state === 'running';
}

/** Whether it can be stopped: an instance only once it runs, a cluster at any time. */
export function isStoppable({ state, cluster }: Instance): boolean {
  return state === 'running' || (state === 'pending' && cluster !== undefined);
}

/** The ids under which its hosts report. */
export function hostIds({ id, cluster }: Instance): string[] {
  return cluster ? cluster.members.map((member) => member.id) : [id];
}
