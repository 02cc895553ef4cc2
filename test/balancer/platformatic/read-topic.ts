import { wholeTopic } from '../../../bench/processes/whole-topic.ts';

export interface ReadRecord {
  readonly partition: number;
  readonly offset: bigint;
  /** Undefined: it has none. */
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads all records that a topic has now, by a client that is not ours. */
export async function readTopic(bootstrap: string, topic: string): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  for await (const { partition, offset, key, value, headers } of wholeTopic(bootstrap, topic)) {
    records.push({ partition, offset, key, value, headers: Object.fromEntries(headers) });
  }
  return records;
}
