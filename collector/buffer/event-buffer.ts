import type { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';
import type { Rejected } from '../sinks/sink.ts';

/** Where events wait while the sink is away. The contract test in test/collector/buffer/ is passed by Redis and the fake. */
export interface EventBuffer {
  /**
   * Takes the buffer as the only collector that writes to it. Waits for a former owner's lease to run out (seconds).
   * Called again whenever there is `trouble`.
   *
   * @throws CollectorError `second-collector` when somebody goes on renewing it, `unavailable` when Redis does not answer
   */
  open(): Promise<void>;

  /** Why nothing can be appended or read before it is opened again: never opened, lost, or taken by another collector. */
  readonly trouble: CollectorError | undefined;

  /** What is wrong though it works, for people: settings under which a crash loses events, entries that are gone. */
  readonly warnings: readonly string[];

  /**
   * Appends the records as one entry. Durable once resolved: synced to disk. One call at a time.
   *
   * @returns bytes that the entry takes
   * @throws CollectorError `full`, `unavailable` (the entry may be there all the same), `second-collector`
   */
  append(records: readonly EventRecord[]): Promise<number>;

  /**
   * The oldest entries, in order, without removing them; at least one if there is any. An entry that cannot be read is
   * put beside the others, and counted as `broken`.
   *
   * @param bytes stop after about as many, uncompressed
   * @throws CollectorError `unavailable`, `second-collector`
   */
  oldest(bytes: number): Promise<readonly BufferedBatch[]>;

  /**
   * Removes entries up to and including this one. Only for what the sink has acknowledged.
   *
   * @throws CollectorError `unavailable`, `second-collector`
   */
  trim(through: string): Promise<void>;

  /**
   * Keeps what the sink takes not even as a dead letter, for people to look at. It is never sent again. Works also when
   * the buffer is full, since what is kept here leaves the buffer.
   *
   * @throws CollectorError `unavailable` (they may be there all the same), `second-collector`
   */
  setAside(rejected: readonly Rejected[]): Promise<void>;

  /** @throws CollectorError `unavailable` */
  depth(): Promise<Depth>;

  /** Gives the ownership up and ends the connection. May be called twice. */
  close(): Promise<void>;
}

/** One entry. */
export interface BufferedBatch {
  readonly id: string;
  readonly records: readonly EventRecord[];
}

/** How full the buffer is. */
export interface Depth {
  readonly entries: number;
  /** Memory that Redis uses, and may use at most (0: no limit is set); bytes. */
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** When the oldest entry was appended; ISO. */
  readonly oldestAt?: string;
  /** Entries that could not be read. They wait for people, beside the others. */
  readonly broken: number;
  /** Calls of `setAside` whose records wait for people. */
  readonly setAside: number;
}
