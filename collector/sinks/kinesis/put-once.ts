import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { explain } from '../../explain.ts';
import type { KinesisRecord } from './kinesis-record.ts';

/** What became of one request. */
export type PutAnswer =
  /** Some records were stored, perhaps none or all. `trouble`: why the others were not. */
  | { readonly is: 'answered'; readonly stored: ReadonlySet<KinesisRecord>; readonly trouble?: string }
  /** A record is to blame. Nothing was stored. */
  | { readonly is: 'refused'; readonly text: string }
  | { readonly is: 'unreachable'; readonly text: string };

/** It is there and takes no more just now. */
const THROTTLED: ReadonlySet<string> = new Set([
  'KMSThrottlingException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
]);

const REFUSED: ReadonlySet<string> = new Set(['InvalidArgumentException', 'ValidationException']);

/** One PutRecords. Never rejects. */
export async function putOnce(
  client: KinesisClient,
  StreamName: string,
  request: readonly KinesisRecord[],
  abortSignal: AbortSignal,
): Promise<PutAnswer> {
  const entries = request.map(({ data, partitionKey }) => ({ Data: data, PartitionKey: partitionKey }));
  try {
    const command = new PutRecordsCommand({ StreamName, Records: entries });
    const { Records = [] } = await client.send(command, { abortSignal });
    const stored = new Set(request.filter((_, index) => Records[index]?.SequenceNumber !== undefined));
    const failed = Records.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (failed === undefined) return { is: 'answered', stored };
    return { is: 'answered', stored, trouble: `${failed.ErrorCode}: ${failed.ErrorMessage}` };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const text = `${name}: ${explain(error)}`;
    if (THROTTLED.has(name)) return { is: 'answered', stored: new Set(), trouble: text };
    return { is: REFUSED.has(name) ? 'refused' : 'unreachable', text };
  }
}
