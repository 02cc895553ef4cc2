import {
  type BalancerOptions,
  type BalancerSettings,
  balancerSettings,
  integer,
  onlyKnown,
} from '../options.ts';

/** How the producer sends. Times in milliseconds. */
export interface ProducerOptions extends BalancerOptions {
  /**
   * A request that is not answered within it failed (`time-out`), 10 to 600,000. Its answer may still come.
   *
   * @default 5000
   */
  readonly requestTimeoutMs?: number;
  /**
   * The same for a probe, whose record waits for it: 10 to `requestTimeoutMs`.
   *
   * @default 1000, or requestTimeoutMs if that is less
   */
  readonly probeTimeoutMs?: number;
  /**
   * A record that is not acknowledged within it failed (`timed-out`), `requestTimeoutMs` to 3,600,000.
   *
   * @default 30 000, or requestTimeoutMs if that is more
   */
  readonly deliveryTimeoutMs?: number;
  /**
   * Before a partition is sent the same again, 1 to 60,000. It doubles with each failure up to ten times as much.
   *
   * @default 100
   */
  readonly retryBackoffMs?: number;
  /**
   * How old metadata may become while all is well, 100 to 3,600,000. Only a topic that is sent to has it refreshed.
   *
   * @default 30 000
   */
  readonly metadataMaxAgeMs?: number;
  /**
   * How often metadata is refreshed while a partition is sick or a topic is missing, 10 to 60,000.
   *
   * @default 500
   */
  readonly refreshMs?: number;
  /**
   * Bytes of one batch at most, unless one record has more: 1 to 104,857,600. A topic takes 1,048,588 if it was not told
   * otherwise (`max.message.bytes`).
   *
   * @default 524 288
   */
  readonly batchBytes?: number;
  /**
   * Bytes that may wait for their acknowledgement, 1 to 2,147,483,647. What is more fails at once (`full`).
   *
   * @default 33 554 432
   */
  readonly bufferBytes?: number;
}

/** All of it said. */
export type ProducerSettings = BalancerSettings & Required<ProducerOptions>;

/** Milliseconds: an hour. */
const LONGEST = 3_600_000;

/** @throws BalancerError `bad-option`, naming the option, what was given, and the range */
export function parseProducerOptions(options: ProducerOptions = {}): ProducerSettings {
  const requestTimeoutMs = integer('requestTimeoutMs', options.requestTimeoutMs, 5_000, [10, 600_000]);
  return onlyKnown(options, {
    ...balancerSettings(options),
    requestTimeoutMs,
    probeTimeoutMs: integer('probeTimeoutMs', options.probeTimeoutMs, Math.min(1_000, requestTimeoutMs), [
      10,
      requestTimeoutMs,
    ]),
    deliveryTimeoutMs: integer(
      'deliveryTimeoutMs',
      options.deliveryTimeoutMs,
      Math.max(30_000, requestTimeoutMs),
      [requestTimeoutMs, LONGEST],
    ),
    retryBackoffMs: integer('retryBackoffMs', options.retryBackoffMs, 100, [1, 60_000]),
    metadataMaxAgeMs: integer('metadataMaxAgeMs', options.metadataMaxAgeMs, 30_000, [100, LONGEST]),
    refreshMs: integer('refreshMs', options.refreshMs, 500, [10, 60_000]),
    batchBytes: integer('batchBytes', options.batchBytes, 524_288, [1, 104_857_600]),
    bufferBytes: integer('bufferBytes', options.bufferBytes, 33_554_432, [1, 2_147_483_647]),
  });
}
