import type { RefusalCode } from '../reason.ts';

/** An EC2 instance of a target, as EC2 describes it. */
export interface Instance {
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
}

/** The targets of an environment by name, as they are at the time of one tick or request. */
export type Targets = (name: string) => Target;
