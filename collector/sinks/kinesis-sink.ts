import { DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CollectorError } from '../errors.ts';
import type { EventRecord } from '../event-record.ts';
import { explain } from '../explain.ts';
import { kinesisRecord } from './kinesis/kinesis-record.ts';
import { putRecords } from './kinesis/put-records.ts';
import { unreachable } from './outcomes.ts';
import type { Outcome, Sink } from './sink.ts';

export interface KinesisSinkProps {
  /** Dead letters go to `<stream>.dead-letter`. Both must exist. */
  readonly stream: string;
  /**
   * Makes the client, at each `connect`.
   * @default - with region and credentials out of the environment
   */
  readonly open?: () => KinesisClient;
}

/** Milliseconds for one `connect`. */
const CONNECT_PATIENCE = 5_000;

/** Kinesis says of a stream in these states that it takes records. */
const TAKES_RECORDS: ReadonlySet<string | undefined> = new Set(['ACTIVE', 'UPDATING']);

/** Without the SDK's own attempts: they know no deadline, and would send again what may be stored. */
const openClient = () => new KinesisClient({ maxAttempts: 1 });

/**
 * Puts records into a Kinesis stream; kinesis/kinesis-record.ts says what they look like there. It keeps the order of each
 * key, which PutRecords alone does not: many events of few keys take many requests.
 */
export class KinesisSink implements Sink {
  readonly kind = 'kinesis';
  readonly #streams: Readonly<Record<EventRecord['lane'], string>>;
  readonly #open: () => KinesisClient;
  #client: KinesisClient | undefined;

  constructor({ stream, open = openClient }: KinesisSinkProps) {
    this.#streams = { events: stream, 'dead-letter': `${stream}.dead-letter` };
    this.#open = open;
  }

  get connected(): boolean {
    return this.#client !== undefined;
  }

  async connect(): Promise<void> {
    this.#end();
    const client = this.#open();
    const abortSignal = AbortSignal.timeout(CONNECT_PATIENCE);
    try {
      for (const StreamName of Object.values(this.#streams)) {
        const command = new DescribeStreamSummaryCommand({ StreamName });
        const { StreamDescriptionSummary: stream } = await client.send(command, { abortSignal });
        if (!TAKES_RECORDS.has(stream?.StreamStatus))
          throw new Error(`the stream ${StreamName} is ${stream?.StreamStatus}`);
      }
      this.#client = client;
    } catch (cause) {
      client.destroy();
      const text = `Kinesis cannot be reached: ${explain(cause)}`;
      throw new CollectorError('unreachable', text, { cause });
    }
  }

  async send(records: readonly EventRecord[], deadline: number): Promise<Outcome> {
    const client = this.#client;
    if (client === undefined) return unreachable(records, 'Kinesis is not connected');
    const signal = AbortSignal.timeout(deadline);
    const outcomes = await Promise.all(
      Object.entries(this.#streams).map(([lane, stream]) => {
        const those = records.filter((record) => record.lane === lane);
        return putRecords(client, stream, those.map(kinesisRecord), signal);
      }),
    );
    const unsent = new Set(outcomes.flatMap((outcome) => outcome.unsent));
    const rejected = outcomes.flatMap((outcome) => outcome.rejected);
    const whys = outcomes.flatMap(({ why }) => why ?? []);
    const why = whys.find(({ code }) => code === 'unreachable') ?? whys[0];
    if (why === undefined) return { unsent: [], rejected };
    if (why.code === 'unreachable') this.#end();
    return { unsent: records.filter((record) => unsent.has(record)), rejected, why };
  }

  close(): Promise<void> {
    this.#end();
    return Promise.resolve();
  }

  #end(): void {
    this.#client?.destroy();
    this.#client = undefined;
  }
}
