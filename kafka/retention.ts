const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/**
 * The part of the disk that records may take when every partition is as full as it may be. The rest is for what comes
 * on top: what producers write before Kafka looks again and deleted segments are gone (`settings.ts`: 15 s, 1.9 GB at
 * gp3's base of 125 MB/s), the copy that compaction makes of a segment, indexes, and the time that a person needs to act.
 */
const FILLED = 0.75;

/** Kafka's own topics and metadata: at most 13 partitions with a few segments of 16 MiB each, and snapshots. */
const KAFKAS_OWN = 512 * MEBIBYTE;

/** Topics may come while the host is awake, and the next boot is the next time that anybody counts. */
const ROOM_FOR_NEW = { atLeast: 12, times: 1.5 };

/** After an unclean stop Kafka reads every open segment again, so larger ones make a wake longer. */
const SEGMENT = { smallest: 4 * MEBIBYTE, largest: 64 * MEBIBYTE };

/** What goes with a segment is deleted as a whole: this many make retention precise to an eighth. */
const SEGMENTS_PER_PARTITION = 8;

/**
 * The smallest is what a partition is worth having for. The largest is 256 segments: with more, each boot opens thousands
 * of files, and whoever needs that much says so at the topic.
 */
const KEPT = { smallest: 16 * MEBIBYTE, largest: 16 * GIBIBYTE };

/** How much a broker keeps, in bytes. */
export interface Retention {
  /** Of each partition whose topic does not say otherwise: `log.retention.bytes`. */
  readonly bytes: number;
  /** Of one segment: `log.segment.bytes`. */
  readonly segmentBytes: number;
}

/** What a broker's retention depends on. */
export interface RetentionProps {
  /** Size of the file system that the log directory is on, in bytes. */
  readonly diskBytes: number;
  /** Partitions that are there, without Kafka's own. */
  readonly partitions: number;
}

/**
 * How much each partition may keep so that the disk does not fill, with room for half as many partitions again (at least
 * 12 in all).
 *
 * Kafka deletes the oldest segment once the others alone hold `bytes`, so a partition takes up to `bytes` and one
 * segment. All of them together, the new ones and Kafka's own topics included, stay below three quarters of the disk:
 *
 * | disk | partitions | each keeps | all at their limit |
 * |---|---|---|---|
 * | 10 GiB | up to 8 | 533 MiB | 52 % with 8, 75 % with 12 |
 * | 10 GiB | 30 | 140 MiB | 52 %, 75 % with 45 |
 * | 10 GiB | 237 | 16 MiB | 51 %, 75 % with 356 |
 * | 100 GiB | up to 8 | 6.1 GiB | 50 % with 8, 75 % with 12 |
 * | 1 TiB | up to 8 | 16 GiB | 13 % with 8, 19 % with 12 |
 *
 * With more partitions than that each still keeps 16 MiB, and together they may fill the disk: the host's report tells
 * how full it is. A topic that sets `retention.bytes` or `retention.ms` itself is not held by this.
 */
export function retentionFor({ diskBytes, partitions }: RetentionProps): Retention {
  const room = Math.max(ROOM_FOR_NEW.atLeast, Math.ceil(ROOM_FOR_NEW.times * partitions));
  const share = (FILLED * diskBytes - KAFKAS_OWN) / room;
  const segmentBytes = between(SEGMENT, share / SEGMENTS_PER_PARTITION);
  return { bytes: between(KEPT, share - segmentBytes), segmentBytes };
}

/** In whole mebibytes, which people can read. */
function between(
  { smallest, largest }: { readonly smallest: number; readonly largest: number },
  bytes: number,
): number {
  return Math.min(Math.max(Math.floor(bytes / MEBIBYTE) * MEBIBYTE, smallest), largest);
}
