import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface ApacheToolsProps {
  readonly java: string;
  readonly jars: string;
  /** `host:port` as it is now. */
  readonly bootstrap: () => Promise<string>;
}

/** Apache Kafka's own console tools: clients that are not ours. */
export class ApacheTools {
  readonly #props: ApacheToolsProps;
  readonly #classPath: string;

  constructor(props: ApacheToolsProps) {
    this.#props = props;
    this.#classPath = readdirSync(props.jars)
      .map((jar) => join(props.jars, jar))
      .join(delimiter);
  }

  async createTopic(topic: string): Promise<void> {
    await this.#run('org.apache.kafka.tools.TopicCommand', ['--create', '--topic', topic]);
  }

  /** Writes a record for each line. */
  async produce(topic: string, lines: readonly string[]): Promise<void> {
    await this.#run('org.apache.kafka.tools.ConsoleProducer', ['--topic', topic], `${lines.join('\n')}\n`);
  }

  /** Reads that many records in a group, which commits its position. */
  consumeInGroup(topic: string, group: string, count: number): Promise<string[]> {
    return this.#consume(topic, ['--group', group, '--from-beginning', '--max-messages', String(count)]);
  }

  /** Reads that many records from a partition's beginning, in no group. */
  consumeWithoutGroup(topic: string, count: number): Promise<string[]> {
    return this.#consume(topic, [
      '--partition',
      '0',
      '--offset',
      'earliest',
      '--max-messages',
      String(count),
    ]);
  }

  /** Reads all records that a topic has now, those of each partition in order. */
  async consumeAll(topic: string): Promise<string[]> {
    const offsets = await this.#run('org.apache.kafka.tools.GetOffsetShell', ['--topic', topic]);
    // Lines of `topic:partition:end`; nothing of these topics has been removed yet.
    const ends = [...offsets.matchAll(/:(\d+)$/gm)].map(([, end]) => Number(end));
    const count = ends.reduce((sum, end) => sum + end, 0);
    const lines = await this.#consume(topic, ['--from-beginning', '--max-messages', String(count)]);
    // The tool says what went wrong between the records, and exits as if all was well.
    if (lines.length !== count) {
      throw new Error(`${topic} has ${count} records, and these lines came:\n${lines.join('\n')}`);
    }
    return lines;
  }

  /** The committed position of a group on a topic's partition 0. */
  async committedOffset(topic: string, group: string): Promise<number> {
    const out = await this.#run('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', [
      '--describe',
      '--group',
      group,
    ]);
    const row = out
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find((columns) => columns[0] === group && columns[1] === topic);
    return Number(row?.[3]);
  }

  /** A consumer that is connected and waits for records that never come. Whoever starts it kills it. */
  startIdleConsumer(topic: string): Promise<ChildProcess> {
    return this.#spawn('org.apache.kafka.tools.consumer.ConsoleConsumer', [
      '--topic',
      topic,
      '--partition',
      '0',
      '--offset',
      'latest',
    ]);
  }

  async #consume(topic: string, args: string[]): Promise<string[]> {
    const out = await this.#run('org.apache.kafka.tools.consumer.ConsoleConsumer', [
      '--topic',
      topic,
      '--timeout-ms',
      '20000',
      ...args,
    ]);
    return out.split('\n').filter((line) => line !== '');
  }

  async #run(mainClass: string, args: string[], input = ''): Promise<string> {
    const child = await this.#spawn(mainClass, args);
    let [out, complaints] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      complaints += chunk;
    });
    child.stdin?.end(input);
    const [code] = await once(child, 'close');
    if (code !== 0) {
      throw new Error(`${mainClass} ${args.join(' ')} ended with ${code}: ${out}${complaints}`);
    }
    return out;
  }

  async #spawn(mainClass: string, args: string[]): Promise<ChildProcess> {
    const bootstrap = await this.#props.bootstrap();
    return spawn(
      this.#props.java,
      [
        '-Xmx128m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-cp',
        this.#classPath,
        mainClass,
        '--bootstrap-server',
        bootstrap,
        ...args,
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
  }
}
