/**
 * Sends a few records a second and tells what becomes of each: kill a broker meanwhile, and see.
 *
 *     node examples/balancer/app.ts localhost:9092 [records]
 *
 * In an app of your own the imports are `catnap/balancer` and `catnap/balancer/platformatic`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { BalancedProducer } from '../../balancer/index.ts';
import { PlatformaticClient } from '../../balancer/platformatic/index.ts';

const TOPIC = 'balancer-example';

const [bootstrap, records = '50'] = process.argv.slice(2);
if (bootstrap === undefined) {
  console.error('Usage: node examples/balancer/app.ts <host:port> [records]');
  process.exit(2);
}

const connection = { bootstrapBrokers: [bootstrap], clientId: 'balancer-example' };

const admin = new Admin(connection);
if (!(await admin.listTopics()).includes(TOPIC)) await admin.createTopics({ topics: [TOPIC], partitions: 6 });
await admin.close();

const producer = new BalancedProducer({
  client: new PlatformaticClient(connection),
  listener: (event) => console.log(JSON.stringify(event)),
});

for (let serial = 0; serial < Number(records); serial++) {
  const key = `customer-${serial % 10}`;
  const sentAt = performance.now();
  const sent = producer.send([
    { topic: TOPIC, key, value: `order ${serial}`, headers: { 'event-id': `${serial}` } },
  ]);
  void sent.then(([outcome]) => {
    const took = `${Math.round(performance.now() - sentAt)} ms`;
    if (outcome?.is === 'acknowledged') {
      const where = `partition ${outcome.partition}${outcome.diverted ? ', diverted' : ''}`;
      console.log(`${key}: order ${serial} in ${where}, after ${took}`);
    } else console.log(`${key}: order ${serial} failed after ${took}: ${outcome?.error.message}`);
  });
  await sleep(100);
}

await producer.close();
console.log(JSON.stringify(producer.counts));
