import type { TopicView } from './cluster-view.ts';
import type { Failure } from './failure.ts';
import type { OutgoingRecord } from './record.ts';

/** What a producer needs of a Kafka client. Nothing here retries: the producer does. */
export interface KafkaClient {
  /**
   * What the cluster says of these topics now, not what was heard before. A topic that does not exist has no partitions.
   *
   * @param topics all that are in use: what is known of others may be forgotten
   * @throws whatever went wrong; it is asked again
   */
  metadata(topics: readonly string[]): Promise<readonly TopicView[]>;

  /**
   * Sends records to one partition as one batch, with `acks=all`, and waits for the acknowledgement. Requests to
   * different partitions must not wait for one another. The producer sends to a partition that has not answered yet only
   * once it has given up on that request: then the new one must not queue behind it. An answer that comes late still
   * counts.
   */
  send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<SendResult>;

  /** Whom to tell of brokers that are lost and come back. Called once, before anything else. */
  watchBrokers(watcher: BrokerWatcher): void;

  /** Ends its connections. */
  close(): Promise<void>;
}

/** A promise that is rejected instead is a failure of the kind `foreign`. */
export type SendResult =
  | { readonly is: 'acknowledged' /** Of the first record. */; readonly offset: bigint }
  | { readonly is: 'failed'; readonly failure: Failure };

export interface BrokerWatcher {
  /**
   * Nobody listens there any more, or it cannot be reached.
   *
   * @param cause for people: `ECONNREFUSED`
   */
  brokerDown(broker: number, cause: string): void;
  /** It can be reached again. */
  brokerUp(broker: number): void;
}
