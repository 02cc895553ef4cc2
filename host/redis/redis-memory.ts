import { HostError } from '../errors.ts';

const MEBIBYTE = 1024 ** 2;

/** What the rest of a Redis host needs, in MiB. */
const OTHERS = {
  /** Amazon Linux with its journal, the SSM agent and a session of somebody (est.). */
  system: 160,
  /** The agent's watch (bench/agent.ts), which runs all the time. */
  agent: 90,
  /** What the collector is built to stay within. */
  collector: 100,
} as const;

/** Of what is left: the rest is room for a rewrite's copy, and for what the allocator does not get back. */
const SHARE_OF_MEMORY = 0.8;

/**
 * Of the data volume. The append-only file has grown to twice its contents when a rewrite begins, which needs room for
 * its contents a third time; a fourth is for what comes meanwhile and goes to both. That is 80 % of the disk at most, below
 * the alarm at 85 %. A full disk must not be: Redis ends itself rather than go on with what it could not sync.
 */
const SHARE_OF_DISK = 0.2;

/** In less than that one cannot keep a minute of anything. MiB. */
const LEAST = 32;

/** What Redis may use, in bytes. */
export interface RedisMemory {
  /** Redis' `maxmemory`. */
  readonly most: number;
  /**
   * Size of the append-only file from which on it is rewritten, if it has also doubled. A buffer that fills once and is
   * drained causes one rewrite then, mostly of nothing, instead of one at 64, 128 and 256 MB in the very minutes when
   * Kafka wakes and every processor is wanted.
   */
  readonly rewriteFrom: number;
}

/**
 * What Redis may use of a machine.
 *
 * On a t3.micro, which has 1 GiB, Linux leaves about 920 MiB (est.). 160 go to the system, 90 to the agent and 100 to the
 * collector; of the other 570, Redis gets 80 %, 456 MiB, and 114 stay for the copy of a rewrite: the forked child shares
 * all pages with Redis until either writes to one. Entries of the buffer are written once and freed, so that is little
 * more than what comes during the seconds that a rewrite takes. 456 MiB hold 10 minutes of 3,333 events a second, which
 * take 228 bytes each (500 bytes of JSON, in gzipped batches).
 *
 * @param memoryKibibytes as Linux tells it
 * @param diskBytes size of the data volume's file system
 * @throws HostError `too-little-memory`
 */
export function redisMemory(memoryKibibytes: number, diskBytes: number): RedisMemory {
  const others = OTHERS.system + OTHERS.agent + OTHERS.collector;
  const ofMemory = SHARE_OF_MEMORY * (memoryKibibytes / 1024 - others);
  const ofDisk = (SHARE_OF_DISK * diskBytes) / MEBIBYTE;
  const mebibytes = Math.floor(Math.min(ofMemory, ofDisk));
  if (mebibytes < LEAST) {
    throw new HostError(
      'too-little-memory',
      `Redis would get ${mebibytes} MiB of ${Math.floor(memoryKibibytes / 1024)} MiB of memory and ${Math.floor(diskBytes / MEBIBYTE)} MiB of disk, and needs ${LEAST}: ${others} MiB of memory are for the rest of the host, and Redis gets a fifth of the disk. Choose a larger size, or raise dataVolumeSize.`,
    );
  }
  return { most: mebibytes * MEBIBYTE, rewriteFrom: mebibytes * MEBIBYTE };
}
