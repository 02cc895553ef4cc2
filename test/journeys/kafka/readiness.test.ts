import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { howKafkaStopped } from '../../../host/how-kafka-stopped.ts';
import type { Broker } from '../../../kafka/broker.ts';
import { probe } from '../../../kafka/readiness.ts';
import { keepPorts } from '../../../rehearsal/machine/ports.ts';
import { until } from '../../../rehearsal/until.ts';
import { PATIENCE, TestBroker } from './broker.ts';

let kafka: TestBroker;
let broker: Broker;

beforeEach(async () => {
  kafka = await TestBroker.make();
  broker = kafka.connect();
}, PATIENCE);

afterEach(async () => {
  await broker?.close();
  await kafka?.remove();
}, PATIENCE);

const untilReady = (of: Broker) =>
  until(async () => probe(of).then(() => true), { what: 'Kafka is ready', timeout: PATIENCE });

/** @returns undefined if nobody listens */
async function accepts(port: number): Promise<true | undefined> {
  const socket = connect(port, 'localhost');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

describe('a real Kafka', () => {
  it(
    'is ready once a record went through it and back, again and again',
    async () => {
      await expect(probe(broker)).rejects.toMatchObject({
        code: 'not-ready',
        message: expect.stringContaining('No record went through Kafka and back: '),
      });
      await kafka.start();
      for (let round = 0; round < 3; round++) await probe(broker);
    },
    PATIENCE,
  );

  it(
    'comes up after it was killed while it booted, at any moment of it',
    async () => {
      kafka.launch();
      await kafka.kill();
      for (const listener of ['CONTROLLER', 'BROKER'] as const) {
        kafka.launch();
        await until(() => accepts(kafka.ports[listener]), {
          what: `${listener} listens`,
          timeout: PATIENCE,
          every: 10,
        });
        await kafka.kill();
      }
      await kafka.start();
      await probe(broker);
    },
    PATIENCE,
  );

  it(
    'is unready as soon as it is dead, and ready when it is back, over the same connection pool',
    async () => {
      await kafka.start();
      await probe(broker);
      await kafka.kill();
      await expect(probe(broker)).rejects.toMatchObject({ code: 'not-ready' });
      expect(howKafkaStopped(kafka.paths.logDirectory)).toBe('unclean');
      kafka.launch();
      await untilReady(broker);
    },
    PATIENCE,
  );

  it(
    'tells whether it ended in order',
    async () => {
      await kafka.start();
      expect(howKafkaStopped(kafka.paths.logDirectory)).toBe('unclean');
      await kafka.stop();
      expect(howKafkaStopped(kafka.paths.logDirectory)).toBe('clean');
    },
    PATIENCE,
  );

  it(
    'comes up on other ports than those it was formatted with',
    async () => {
      await kafka.start();
      await kafka.stop();
      const ports = await keepPorts(`${kafka.paths.logDirectory}/other-ports.json`, 'another broker');
      await kafka.writeFiles(ports);
      const elsewhere = kafka.connect(ports);
      kafka.launch();
      await untilReady(elsewhere).finally(() => elsewhere.close());
    },
    PATIENCE,
  );
});
