/** An EC2 instance of a target, as EC2 describes it. */
export interface Instance {
  readonly id: string;
  readonly state: 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';
  /** When it was last started. */
  readonly launchTime: string;
  /** Such as `t3.medium`. */
  readonly type: string;
}

/**
 * How a start went: `started` also if it was running already; `not-startable` while the instance is still stopping;
 * `no-capacity` if the zone has no host of its type at the moment.
 */
export type StartOutcome = 'started' | 'not-startable' | 'no-capacity';

/** What sleeps and wakes. */
export interface Target {
  describe(): Promise<readonly Instance[]>;
  start(id: string): Promise<StartOutcome>;
  stop(id: string): Promise<void>;
}

/** The targets of an environment by name, as they are at the time of one tick or request. */
export type Targets = (name: string) => Target;
