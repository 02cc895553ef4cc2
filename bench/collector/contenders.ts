import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../rehearsal/free-port.ts';
import { LocalBroker } from '../processes/broker.ts';
import { LocalCollector } from '../processes/collector.ts';
import { LocalRedis } from '../processes/redis.ts';
import type { Contender } from './contender.ts';
import { EVENT_SCHEMA } from './event.ts';
import { startBareServer } from './start-bare-server.ts';
import type { Tools } from './tools.ts';

/** Events in one request of a contender that takes batches. */
const BATCH = 100;

/**
 * Starts every server that is compared: the bare one, and collectors with each sink and with a Kafka that sleeps.
 *
 * @param started is told how to end each of them
 */
export async function startContenders(tools: Tools, started: AsyncDisposableStack): Promise<Contender[]> {
  const schemas = await writeSchema(tools.folder);
  const kafka = await LocalBroker.make(tools.java);
  started.defer(() => kafka.remove());
  await kafka.start();

  const collector = async (sink: object): Promise<string> => {
    const redis = await LocalRedis.make(tools.redisServer);
    started.defer(() => redis.remove());
    await redis.start();
    const settings = { schemas, sink, redis: { host: redis.host, port: redis.port } };
    const one = await LocalCollector.make(tools.collector, settings);
    started.defer(() => one.remove());
    await one.start();
    await one.untilReady();
    return `${one.url}/events`;
  };
  const bare = await startBareServer(started);
  const toKafka = await collector({ kind: 'kafka', bootstrap: [kafka.bootstrap] });
  // Nobody listens there: as quick to refuse as a host that is up without Kafka.
  const asleep = await collector({ kind: 'kafka', bootstrap: [`127.0.0.1:${await freePort()}`] });
  const toRedis = await collector({ kind: 'redis' });
  return [
    { name: 'bare node:http', url: bare, events: 1 },
    { name: 'Kafka awake', url: toKafka, events: 1 },
    { name: `Kafka awake, ${BATCH} a request`, url: toKafka, events: BATCH },
    { name: 'Kafka asleep', url: asleep, events: 1 },
    { name: `Kafka asleep, ${BATCH} a request`, url: asleep, events: BATCH },
    { name: 'sink Redis', url: toRedis, events: 1 },
  ];
}

/** @returns the folder of schemas, with that of the events that are sent */
export async function writeSchema(folder: string): Promise<string> {
  const schemas = join(folder, 'schemas');
  await mkdir(join(schemas, 'page-viewed'), { recursive: true });
  await writeFile(join(schemas, 'page-viewed', '1.json'), JSON.stringify(EVENT_SCHEMA));
  return schemas;
}
