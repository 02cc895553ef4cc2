import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RedisBuffer } from '../../../collector/buffer/redis-buffer.ts';
import { systemClock } from '../../../collector/delivery/clock.ts';
import { until } from '../../../rehearsal/until.ts';
import { ids, record } from '../fixtures/records.ts';
import { TestRedis } from '../fixtures/redis.ts';
import { describeEventBuffer } from './event-buffer.contract.ts';

// The first start on a machine installs Redis.
jest.setTimeout(60_000);

let redis: TestRedis;
let buffers: RedisBuffer[] = [];

beforeAll(async () => {
  redis = await TestRedis.start({ maxmemory: '8mb' });
});

beforeEach(async () => {
  await redis.command('FLUSHALL');
});

afterEach(async () => {
  await Promise.all(buffers.map((buffer) => buffer.close()));
  buffers = [];
});

afterAll(() => redis.close());

function newBuffer(): RedisBuffer {
  const buffer = new RedisBuffer(redis.settings, systemClock);
  buffers.push(buffer);
  return buffer;
}

async function opened(): Promise<RedisBuffer> {
  const buffer = newBuffer();
  await buffer.open();
  return buffer;
}

async function content(buffer: RedisBuffer): Promise<string[]> {
  return (await buffer.oldest(100_000_000)).flatMap(({ records }) => ids(records));
}

/** Appends until Redis refuses, and tells what it took. */
async function fill(buffer: RedisBuffer): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const id = `e${taken.length}`;
    // Random, so that it cannot be compressed.
    const value = randomBytes(50_000);
    try {
      await buffer.append([record(id, { value })]);
    } catch (error) {
      expect(error).toMatchObject({ code: 'full' });
      return taken;
    }
    taken.push(id);
  }
}

describeEventBuffer('Redis', () => ({ newBuffer }));

describe('Redis that is full', () => {
  it('refuses what is new, is drained all the same, and takes events again', async () => {
    const buffer = await opened();
    const taken = await fill(buffer);
    expect(taken.length).toBeGreaterThan(20);
    expect(buffer.trouble).toBeUndefined();
    const batches = await buffer.oldest(1_000_000);
    await buffer.setAside([{ record: record('hopeless'), reason: 'too large' }]);
    await buffer.trim(batches.at(-1)?.id ?? '');
    expect(await content(buffer)).toEqual(taken.slice(batches.length));
    await buffer.append([record('later')]);
    expect(await buffer.depth()).toMatchObject({ limitBytes: 8 * 1024 * 1024, setAside: 1 });
  });

  it('can be taken over by the next collector, which drains it', async () => {
    const first = await opened();
    const taken = await fill(first);
    await first.close();
    const second = await opened();
    expect(await content(second)).toEqual(taken);
  });
});

describe('Redis that is killed', () => {
  it('loses nothing that it had acknowledged', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const buffer = await opened();
      const killed = new Promise<void>((resolve, reject) => {
        setTimeout(() => redis.kill().then(resolve, reject), 20 + Math.random() * 100);
      });
      for (let event = 0; buffer.trouble === undefined; event += 1) {
        const id = `r${round}e${event}`;
        try {
          await buffer.append([record(id)]);
          acknowledged.push(id);
        } catch (error) {
          expect(error).toMatchObject({ code: 'unavailable' });
        }
      }
      await killed;
      await redis.restart();
    }
    const buffer = await opened();
    const there = await content(buffer);
    const known = new Set(acknowledged);
    expect(acknowledged.length).toBeGreaterThan(3);
    expect(there.filter((id) => known.has(id))).toEqual(acknowledged);
    expect(buffer.warnings).toEqual([]);
  });

  it('is opened again by the same buffer without waiting for its own lease', async () => {
    const buffer = await opened();
    await buffer.append([record('a')]);
    await redis.kill();
    await redis.restart();
    await expect(buffer.append([record('b')])).rejects.toMatchObject({ code: 'unavailable' });
    await buffer.open();
    await buffer.append([record('c')]);
    expect(await content(buffer)).toEqual(['a', 'c']);
    expect(buffer.warnings).toEqual([]);
  });

  it('and whose log lost its end keeps what was before, and the buffer tells that something is gone', async () => {
    const buffer = await opened();
    for (let event = 0; event < 50; event += 1) await buffer.append([record(`e${event}`)]);
    await redis.kill();
    redis.cutLog(2000);
    await redis.restart();
    await buffer.open();
    const there = await content(buffer);
    expect(there.length).toBeGreaterThan(10);
    expect(there.length).toBeLessThan(50);
    expect(there).toEqual(Array.from(there, (_id, index) => `e${index}`));
    expect(buffer.warnings).toEqual([expect.stringContaining('Redis lost what it had acknowledged')]);
    await buffer.append([record('later')]);
    expect((await content(buffer)).at(-1)).toBe('later');
  });

  it('and comes back empty is said to have lost everything', async () => {
    const buffer = await opened();
    await buffer.append([record('a')]);
    await redis.command('FLUSHALL');
    await expect(buffer.append([record('b')])).rejects.toMatchObject({ code: 'unavailable' });
    await buffer.open();
    expect(buffer.warnings).toEqual([expect.stringContaining('the last that Redis knows of is none')]);
  });
});

describe('Redis that falls silent', () => {
  it('is given up after two seconds, and what was on its way is refused when it wakes', async () => {
    const buffer = await opened();
    await buffer.append([record('a')]);
    redis.freeze();
    try {
      await expect(buffer.append([record('b')])).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('no answer within 2000 ms'),
      });
      await expect(buffer.open()).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      redis.wake();
    }
    await buffer.open();
    await buffer.append([record('c')]);
    expect((await content(buffer)).at(-1)).toBe('c');
  });
});

describe('the ownership', () => {
  it('goes to the next collector when its owner died without a word', async () => {
    const lease = JSON.stringify({ host: 'dead', pid: 1 });
    await redis.command('SET', 'catnap:collector', lease, 'PX', '3000');
    const buffer = await opened();
    await buffer.append([record('a')]);
    expect(String(await redis.command('GET', 'catnap:collector'))).toContain(`"pid":${process.pid}`);
  });

  it('is renewed while nothing happens', async () => {
    const buffer = await opened();
    const seen: number[] = [];
    await until(
      async () => {
        seen.push(Number(await redis.command('PTTL', 'catnap:collector')));
        // It went down, and up again.
        return seen.some((left, index) => left > (seen[index - 1] ?? left)) || undefined;
      },
      { what: 'the lease is renewed', timeout: 10_000 },
    );
    expect(buffer.trouble).toBeUndefined();
  });

  it('once lost, is noticed without anybody appending, and names the other', async () => {
    const buffer = await opened();
    await redis.command('SET', 'catnap:collector', '{"host":"other"}');
    await until(() => Promise.resolve(buffer.trouble), { what: 'the loss is noticed', timeout: 10_000 });
    expect(buffer.trouble).toMatchObject({
      code: 'second-collector',
      message: expect.stringContaining('other'),
    });
    await expect(buffer.append([record('a')])).rejects.toMatchObject({ code: 'second-collector' });
    expect(await redis.command('XLEN', 'catnap:events')).toBe(0);
  });

  it('refuses an append at once', async () => {
    const buffer = await opened();
    await redis.command('SET', 'catnap:collector', '{"host":"other"}');
    await expect(buffer.append([record('a')])).rejects.toMatchObject({ code: 'second-collector' });
  });
});

describe('an entry that cannot be read', () => {
  it('is put beside the others, and stands in the way of nothing', async () => {
    const buffer = await opened();
    await buffer.append([record('a')]);
    await redis.command('XADD', 'catnap:events', '*', 'z', 'no gzip');
    await redis.command('XADD', 'catnap:events', '*', 'other', 'field');
    await buffer.append([record('b')]);
    expect(await content(buffer)).toEqual(['a', 'b']);
    expect(await buffer.depth()).toMatchObject({ entries: 2, broken: 2 });
    const kept = await redis.command('XRANGE', 'catnap:events.broken', '-', '+');
    expect(JSON.stringify(kept)).toMatch(/"z","no gzip","why","[^"]*incorrect header check"/);
  });

  it('does so also when Redis is full', async () => {
    const buffer = await opened();
    await redis.command('XADD', 'catnap:events', '*', 'z', 'no gzip');
    const taken = await fill(buffer);
    expect(await content(buffer)).toEqual(taken);
  });
});

describe('settings under which something can be lost', () => {
  it('are said', async () => {
    const careless = await TestRedis.start({ appendonly: 'no', maxmemory: '0' });
    const buffer = new RedisBuffer(careless.settings, systemClock);
    try {
      await buffer.open();
      expect(buffer.warnings).toEqual([
        expect.stringContaining('appendonly no'),
        expect.stringContaining('maxmemory 0'),
      ]);
    } finally {
      await buffer.close();
      await careless.close();
    }
  });

  it('need not be allowed to be asked', async () => {
    await redis.command('ACL', 'SETUSER', 'collector', 'on', '>secret', '~catnap:*', '+@all', '-config');
    const buffer = new RedisBuffer(
      { ...redis.settings, username: 'collector', password: 'secret' },
      systemClock,
    );
    buffers.push(buffer);
    await buffer.open();
    await buffer.append([record('a')]);
    expect(buffer.warnings).toEqual([]);
  });
});
