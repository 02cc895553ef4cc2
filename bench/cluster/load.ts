import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Java } from '../../rehearsal/laptop/laptop.ts';
import { until } from '../../rehearsal/until.ts';
import { end } from '../processes/end.ts';
import { Acknowledgements } from './acknowledgements.ts';

/** Milliseconds until a producer has started and sent to every partition, also on a busy machine. */
const PATIENCE = 60_000;

/** The tool gives up at the first error unless it is told otherwise; this is a producer's own default. */
const RETRIES = 'retries=2147483647\n';

export interface LoadProps {
  readonly java: Java;
  readonly bootstrap: string;
  readonly topic: string;
  readonly partitions: number;
  /** Records a second, spread over the partitions by their keys. */
  readonly rate: number;
}

/** Apache's own VerifiableProducer with acks=all, which prints when each record was acknowledged. */
export class Load {
  readonly acknowledgements = new Acknowledgements();
  readonly #partitions: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'catnap-load-'));
  readonly #process: ChildProcess;

  constructor({ java: { java, jars }, bootstrap, topic, partitions, rate }: LoadProps) {
    this.#partitions = partitions;
    const classPath = readdirSync(jars).map((jar) => join(jars, jar));
    const main = 'org.apache.kafka.tools.VerifiableProducer';
    const jvm = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath.join(delimiter)];
    const to = ['--bootstrap-server', bootstrap, '--topic', topic, '--acks', '-1'];
    const config = join(this.#folder, 'producer.properties');
    writeFileSync(config, RETRIES);
    const what = ['--throughput', String(rate), '--repeating-keys', '1000', '--command-config', config];
    this.#process = spawn(java, [...jvm, main, ...to, ...what], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => this.acknowledgements.add(text));
  }

  /** Waits until every partition has acknowledged something that was sent after now. */
  async untilAllAnswer(): Promise<void> {
    const now = Date.now();
    const { last } = this.acknowledgements;
    const answered = () => [...last.values()].filter((at) => at > now).length;
    await until(() => Promise.resolve(answered() === this.#partitions || undefined), {
      what: `all ${this.#partitions} partitions acknowledge records`,
      timeout: PATIENCE,
      giveUp: () => (this.#process.exitCode === null ? undefined : new Error('the producer has ended')),
    });
  }

  async stop(): Promise<void> {
    await end(this.#process, 'SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
