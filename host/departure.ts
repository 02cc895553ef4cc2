import type { Ending } from './service.ts';

/** What can be told of whether a host may stay. */
export interface Outlook {
  /**
   * Why it has to go for good, as a person would say it.
   * @default - it may stay
   */
  readonly leave?: string;
  /**
   * Why it may soon have to.
   * @default - nothing is known to threaten it
   */
  readonly risk?: string;
}

/**
 * How a host goes for good, so that a new instance takes its place and its volume: a broker of a cluster may have to. An agent
 * that is killed at it has a successor, which takes all the steps again: each does nothing if it is done already.
 */
export interface Departure {
  /** Whether it may stay, as far as the host itself can tell. @throws HostError */
  outlook(): Promise<Outlook>;
  /** Keeps that it goes: its service is not started again, and a later agent goes on with it. */
  begin(why: string): Promise<void>;
  /** Keeps how its service ended, which the volume cannot tell once it is gone. */
  ended(ending: Ending): Promise<void>;
  /** Gives the volume back. @throws HostError `command-failed`, `aws-failed`: it is still this host's */
  release(): Promise<void>;
  /** Has the instance ended, and another one launched. @throws HostError `aws-failed` */
  terminate(): Promise<void>;
}
