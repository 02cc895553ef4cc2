import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RedisBuffer } from '../../../collector/buffer/redis-buffer.ts';
import { systemClock } from '../../../collector/delivery/clock.ts';
import { Delivery } from '../../../collector/delivery/delivery.ts';
import { Metrics } from '../../../collector/status/metrics.ts';
import { until } from '../../../rehearsal/until.ts';
import { FakeSink } from '../fixtures/fake-sink.ts';
import { ids, record } from '../fixtures/records.ts';
import { TestRedis } from '../fixtures/redis.ts';

// The first start on a machine installs Redis.
jest.setTimeout(60_000);

let redis: TestRedis;
let sink: FakeSink;
let delivery: Delivery;
let acknowledged: string[];

beforeEach(async () => {
  redis = await TestRedis.start({ maxmemory: '6mb' });
  sink = new FakeSink(systemClock);
  delivery = newDelivery();
  acknowledged = [];
  await delivery.open();
});

afterEach(async () => {
  await delivery.close();
  await redis.close();
});

function newDelivery(): Delivery {
  return new Delivery({
    sink,
    buffer: new RedisBuffer(redis.settings, systemClock),
    batch: { count: 500, bytes: 524_288, age: 10 },
    pendingBytes: 16_000_000,
    ack: 'durable',
    // Not 1: whoever sends again as soon as it is refused, without a network between, would let nobody else run.
    senders: () => Number.POSITIVE_INFINITY,
    metrics: new Metrics(),
    clock: systemClock,
    log: () => undefined,
    sinkWanted: () => undefined,
  });
}

/** Accepts one event after the other until it is told to stop; refused ones are not sent again. */
function load(bytes = 300): { stop(): Promise<void> } {
  let going = true;
  const go = async () => {
    for (let event = 0; going; event += 1) {
      const id = `e${event}`;
      const value = randomBytes(bytes);
      try {
        await delivery.accept([record(id, { key: 'k', value })]);
        acknowledged.push(id);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(unavailable|full)$/) });
      }
    }
  };
  const gone = go();
  return {
    stop: () => {
      going = false;
      return gone;
    },
  };
}

/** What was acknowledged, in the order of its first arrival. */
function arrived(): string[] {
  const known = new Set(acknowledged);
  return [...new Set(ids(sink.arrived))].filter((id) => known.has(id));
}

function grown(by: number): Promise<true> {
  const goal = acknowledged.length + by;
  return until(() => Promise.resolve(acknowledged.length >= goal || undefined), {
    what: `${goal} events are acknowledged`,
    timeout: 30_000,
  });
}

function direct(): Promise<true> {
  return until(() => Promise.resolve(delivery.state.mode === 'direct' || undefined), {
    what: 'events go to the sink directly',
    timeout: 30_000,
  });
}

describe('with a real Redis', () => {
  it('nothing acknowledged is lost nor overtaken when Redis is killed while it buffers', async () => {
    sink.awake = false;
    const events = load();
    for (let round = 0; round < 2; round += 1) {
      await grown(20);
      await redis.kill();
      await redis.restart();
    }
    await grown(20);
    sink.awake = true;
    await direct();
    await grown(20);
    await events.stop();
    expect(arrived()).toEqual(acknowledged);
  });

  it('it fills up, refuses, is drained by a sink that is back, and goes on', async () => {
    sink.awake = false;
    const events = load(200_000);
    await until(() => Promise.resolve(delivery.state.refusing), { what: 'Redis is full', timeout: 30_000 });
    expect(delivery.state.refusing?.code).toBe('full');
    sink.awake = true;
    await direct();
    await grown(20);
    await events.stop();
    expect(arrived()).toEqual(acknowledged);
    expect(delivery.state.refusing).toBeUndefined();
  });

  it('what one collector left is drained by the next', async () => {
    sink.awake = false;
    const events = load();
    await grown(20);
    await events.stop();
    await delivery.close();
    sink = new FakeSink(systemClock);
    delivery = newDelivery();
    await delivery.open();
    await direct();
    expect(arrived()).toEqual(acknowledged);
  });
});
