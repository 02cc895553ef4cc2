import type { BalancerError } from './errors.ts';

/** One record to be sent. */
export interface OutgoingRecord {
  readonly topic: string;
  /** Records of one key go to one partition, while all is well. */
  readonly key?: Buffer | string;
  /** Null, or nothing, is a tombstone. */
  readonly value?: Buffer | string | null;
  readonly headers?: Readonly<Record<string, Buffer | string>>;
  /**
   * Milliseconds since 1970.
   *
   * @default the time at which it is sent
   */
  readonly timestamp?: number;
}

/** What became of a record. */
export type Outcome =
  | {
      readonly is: 'acknowledged';
      readonly partition: number;
      readonly offset: bigint;
      /** Whether it went elsewhere than where it belongs. */
      readonly diverted: boolean;
    }
  | { readonly is: 'failed'; readonly error: BalancerError };
