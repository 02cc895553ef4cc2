/** How a service of ours ended. */
export type Ending = 'clean' | 'unclean';

/**
 * What a host is there for, as the watch deals with it: how it is felt, and how it is stopped and started.
 *
 * @typeParam Snapshot what use would move, at one moment
 */
export interface Service<Snapshot> {
  /** For people: `Kafka`. */
  readonly name: string;
  /** Sees whether it works for its users. @throws Error why it does not */
  probe(): Promise<void>;
  /** Looks at everything that use would move. @throws Error if it does not tell */
  snapshot(): Promise<Snapshot>;
  /** What happened between two looks, as a person would say it; undefined if nobody used it. */
  useBetween(this: void, before: Snapshot, after: Snapshot): string | undefined;
  /** Consumer groups that the policy waits for and that are behind, with how many records. */
  lag(snapshot: Snapshot): Readonly<Record<string, number>>;
  /**
   * How many partitions have a replica that is out of sync. @throws Error if it does not tell
   * @default - nobody else has replicas of anything
   */
  underReplicated?(): Promise<number>;
  /** Resolves when its processes have ended. @throws HostError `command-failed` */
  stop(): Promise<void>;
  /** @throws HostError `command-failed` */
  start(): Promise<void>;
  /** How it ended, once it is stopped. @throws HostError `command-failed` */
  howStopped(): Promise<Ending>;
  /** Ends our own connections. */
  close(): Promise<void>;
}
