import { describe, expect, it } from '@jest/globals';
import type { EventBuffer } from '../../../collector/buffer/event-buffer.ts';
import type { EventRecord } from '../../../collector/event-record.ts';
import { ids, record } from '../fixtures/records.ts';

/** One place where events are buffered, to which several collectors may turn. */
export interface BufferHouse {
  /** A buffer of one more collector, not opened yet. */
  newBuffer(): EventBuffer;
}

/** What whoever uses an EventBuffer relies on. Passed by Redis and by the fake. */
export function describeEventBuffer(name: string, house: () => BufferHouse): void {
  const opened = async (): Promise<EventBuffer> => {
    const buffer = house().newBuffer();
    await buffer.open();
    return buffer;
  };
  const all = async (buffer: EventBuffer): Promise<readonly EventRecord[]> =>
    (await buffer.oldest(1_000_000)).flatMap(({ records }) => records);

  describe(`${name}: an event buffer`, () => {
    it('cannot be used before it is open, nor when it is closed', async () => {
      const buffer = house().newBuffer();
      expect(buffer.trouble?.code).toBe('unavailable');
      await expect(buffer.append([record('a')])).rejects.toMatchObject({ code: 'unavailable' });
      await buffer.open();
      expect(buffer.trouble).toBeUndefined();
      await buffer.close();
      await buffer.close();
      expect(buffer.trouble?.code).toBe('unavailable');
      await expect(buffer.depth()).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('gives back what was appended, in order, every byte of it, again and again', async () => {
      const buffer = await opened();
      const records = [
        record('a', { key: 'k', value: Buffer.from([0, 255, 10, 13]) }),
        record('b', { lane: 'dead-letter', headers: { 'dead-letter-reason': 'ü\n\u0000' } }),
        record('c', { value: Buffer.alloc(0), headers: {} }),
      ];
      expect(await buffer.append(records)).toBeGreaterThan(0);
      await buffer.append([record('d')]);
      const batches = await buffer.oldest(1_000_000);
      expect(batches.map((batch) => ids(batch.records))).toEqual([['a', 'b', 'c'], ['d']]);
      expect(batches[0]?.records).toEqual(records);
      expect(await buffer.oldest(1_000_000)).toEqual(batches);
      await buffer.close();
    });

    it('gives at least one batch, and not many more than were asked for', async () => {
      const buffer = await opened();
      for (let batch = 0; batch < 20; batch += 1) {
        await buffer.append([record(`b${batch}`, { value: Buffer.alloc(1000) })]);
      }
      expect(await buffer.oldest(1)).toHaveLength(1);
      const some = await buffer.oldest(5000);
      expect(some.length).toBeGreaterThan(3);
      expect(some.length).toBeLessThan(7);
      expect(await buffer.oldest(1_000_000)).toHaveLength(20);
      await buffer.close();
    });

    it('removes what was trimmed, and nothing behind it', async () => {
      const buffer = await opened();
      for (const id of ['a', 'b', 'c']) await buffer.append([record(id)]);
      const [, second] = await buffer.oldest(1_000_000);
      await buffer.trim(second?.id ?? '');
      expect(ids(await all(buffer))).toEqual(['c']);
      await buffer.trim(second?.id ?? '');
      expect(ids(await all(buffer))).toEqual(['c']);
      await buffer.close();
    });

    it('tells how full it is', async () => {
      const buffer = await opened();
      expect(await buffer.depth()).toMatchObject({ entries: 0, broken: 0, setAside: 0 });
      expect(await buffer.depth()).not.toHaveProperty('oldestAt');
      await buffer.append([record('a'), record('b')]);
      await buffer.setAside([{ record: record('c'), reason: 'too large' }]);
      const depth = await buffer.depth();
      expect(depth).toMatchObject({ entries: 1, setAside: 1 });
      expect(new Date(depth.oldestAt ?? '').getTime()).not.toBeNaN();
      expect(ids(await all(buffer))).toEqual(['a', 'b']);
      await buffer.close();
    });

    it('keeps its content for the next owner', async () => {
      const buffer = await opened();
      await buffer.append([record('a')]);
      await buffer.close();
      const next = await opened();
      expect(ids(await all(next))).toEqual(['a']);
      await next.close();
    });

    it('is opened by one collector at a time', async () => {
      const first = await opened();
      const second = house().newBuffer();
      await expect(second.open()).rejects.toMatchObject({ code: 'second-collector' });
      await expect(second.append([record('a')])).rejects.toMatchObject({ code: expect.any(String) });
      await first.append([record('b')]);
      await first.close();
      await second.open();
      expect(ids(await all(second))).toEqual(['b']);
      await second.close();
    });
  });
}
