import { until } from '../../rehearsal/until.ts';
import { LocalCollector } from '../processes/collector.ts';
import { endingAll } from '../processes/ending-all.ts';
import { startKafkaAndRedis } from '../processes/kafka-and-redis.ts';
import { readTopic } from './chaos/read-topic.ts';
import { writeSchema } from './contenders.ts';
import { fill } from './fill.ts';
import { type Measured, measure } from './measure.ts';
import { startBareServer } from './start-bare-server.ts';
import type { Tools } from './tools.ts';

/** 12 million events an hour, one a request. */
const RATE = 3_333;
const CONNECTIONS = 64;

const TOPIC = 'events';

/** Until what ten minutes have buffered is drained. Milliseconds. */
const PATIENCE = 600_000;

export interface SoakProps {
  readonly tools: Tools;
  /** Of each part: Kafka awake, and Kafka asleep. */
  readonly minutes: number;
  readonly print: (line: string) => void;
}

/**
 * Sends 12 million events an hour for a while, first with Kafka awake, then with Kafka asleep, as on a t3.micro; then more
 * than the buffer takes. Then Kafka comes back, and what arrived is held against what was acknowledged.
 */
export function soak({ tools, minutes, print }: SoakProps): Promise<void> {
  return endingAll(async (started) => {
    const { kafka, redis } = await startKafkaAndRedis(tools, started);
    const collector = await LocalCollector.make(tools.collector, {
      schemas: await writeSchema(tools.folder),
      sink: { kind: 'kafka', bootstrap: [kafka.bootstrap], topic: TOPIC },
      redis: { host: redis.host, port: redis.port },
    });
    started.defer(() => collector.remove());
    await collector.start();
    await collector.untilReady();
    const bare = await startBareServer(started);

    let acknowledged = 0;
    const part = async (name: string, url: string, seconds: number, first: number): Promise<Measured> => {
      const drive = { rate: RATE, connections: CONNECTIONS, seconds, first };
      const measured = await measure({ name, url, events: 1 }, drive);
      print(`${name}: ${describe(measured)}`);
      return measured;
    };
    const seconds = minutes * 60;
    const events = `${collector.url}/events`;
    // Until what is hot is compiled, in the collector and in Kafka: a host does that once in weeks.
    acknowledged += answered(await part('warming up', events, Math.min(30, seconds), 0));
    await part('bare node:http', bare, Math.min(60, seconds), 0);
    acknowledged += answered(await part('Kafka awake', events, seconds, 100_000_000));
    await kafka.stop();
    acknowledged += answered(await part('Kafka asleep', events, seconds, 200_000_000));
    const buffered = async () => print(`  then ${JSON.stringify((await collector.status())['buffer'])}`);
    await buffered();
    acknowledged += await fill(events, print);
    await buffered();
    await part('bare node:http', bare, Math.min(60, seconds), 0);

    const back = performance.now();
    await kafka.start();
    await until(async () => (await collector.status())['mode'] === 'direct' || undefined, {
      what: 'everything that was buffered is delivered',
      timeout: PATIENCE,
    });
    print(
      `Kafka is back, and what was buffered is in it after ${((performance.now() - back) / 1000).toFixed(0)} s`,
    );
    const ids = (await readTopic(kafka.bootstrap, TOPIC)).map(({ id }) => id);
    const different = new Set(ids).size;
    print(
      `${acknowledged} acknowledged, ${different} different events in Kafka, ${ids.length - different} repeats`,
    );
    if (different < acknowledged) throw new Error(`${acknowledged - different} acknowledged events are lost`);
  });
}

function answered({ answers }: Measured): number {
  return answers['201'] ?? 0;
}

function describe({
  answers,
  cpuShare,
  eventsPerCpuSecond,
  residentMegabytes,
  milliseconds,
}: Measured): string {
  const { p50, p99, p999, max } = milliseconds;
  return (
    `${JSON.stringify(answers)}, ${cpuShare.toFixed(3)} CPU, ${eventsPerCpuSecond.toFixed(0)} events a CPU-second, ` +
    `RSS ${residentMegabytes.toFixed(0)} MB, p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} p99.9 ${p999.toFixed(1)} max ${max.toFixed(0)} ms`
  );
}
