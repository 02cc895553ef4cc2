/** What every store promises, as one suite: the memory store passes it, and DynamoDB wherever an endpoint is at hand. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Lease, Transition, Wish } from '../../../power/items.ts';
import { change } from '../../../power/store/change.ts';
import type { Store } from '../../../power/store/store.ts';
import type { StoredItem } from '../../../power/store/target-items.ts';

const wish: Wish = { hold: 'off', by: 'person', at: '2026-11-21T03:00:00.000Z' };
const lease: Lease = {
  until: '2026-11-21T04:00:00.000Z',
  reason: 'nightly import',
  by: 'service',
  at: '2026-11-21T03:00:00.000Z',
  expiresAt: 1_795_320_000,
};

/**
 * Registers the suite. `open` is called once per test; a target's name is new in each test, so a table can be shared.
 *
 * @param load - puts an item into the store as it is, past what the store does when it writes
 */
export function describeStore<S extends Store>(
  name: string,
  open: () => S,
  load: (store: S, target: string, item: StoredItem) => Promise<void> | void,
): void {
  describe(name, () => {
    it('knows nothing of a target at first', async () => {
      const items = await open().read(someTarget());
      expect(items.get('wish')).toBeUndefined();
      expect(items.leases()).toEqual([]);
      expect(items.newestTransition()).toBeUndefined();
    });

    it('gives back what was put, each item under its key and nothing else', async () => {
      const [store, target] = [open(), someTarget()];
      const empty = await store.read(target);
      const changes = [
        empty.put('wish', wish),
        empty.put('lease#wake', lease),
        empty.put('lease#import', lease),
      ];
      expect(await store.commit(target, changes)).toBe('committed');
      const items = await store.read(target);
      expect(items.get('wish')).toEqual(wish);
      expect(items.get('lease#wake')).toEqual(lease);
      expect(items.leases()).toEqual([lease, lease]);
      expect(items.get('intent')).toBeUndefined();
    });

    it('leaves out fields that are undefined', async () => {
      const [store, target] = [open(), someTarget()];
      await change(store, target, (items) => [items.put('wish', { ...wish, holdUntil: undefined })]);
      expect((await store.read(target)).get('wish')).toEqual(wish);
    });

    it('keeps targets apart', async () => {
      const [store, one, other] = [open(), someTarget(), someTarget()];
      await change(store, one, (items) => [items.put('wish', wish)]);
      expect((await store.read(other)).get('wish')).toBeUndefined();
    });

    it('lets the first of two writers win, whether the item was there or not', async () => {
      const [store, target] = [open(), someTarget()];
      for (const hold of ['on', 'off'] as const) {
        const [mine, yours] = [await store.read(target), await store.read(target)];
        expect(await store.commit(target, [mine.put('wish', { ...wish, hold })])).toBe('committed');
        expect(await store.commit(target, [yours.put('wish', { ...wish, by: 'visitor' })])).toBe('conflict');
        expect((await store.read(target)).get('wish')).toEqual({ ...wish, hold });
      }
    });

    it('writes all changes of a commit or none', async () => {
      const [store, target] = [open(), someTarget()];
      const before = await store.read(target);
      await change(store, target, (items) => [items.put('wish', wish)]);
      expect(await store.commit(target, [before.put('lease#wake', lease), before.remove('wish')])).toBe(
        'conflict',
      );
      const after = await store.read(target);
      expect(after.get('lease#wake')).toBeUndefined();
      expect(after.get('wish')).toEqual(wish);
    });

    it('lets a check of something that has changed, come or gone stop the commit', async () => {
      const [store, target] = [open(), someTarget()];
      const absent = await store.read(target);
      await change(store, target, (items) => [items.put('wish', wish)]);
      const present = await store.read(target);
      expect(await store.commit(target, [absent.check('wish'), absent.put('lease#a', lease)])).toBe(
        'conflict',
      );
      expect(await store.commit(target, [present.check('wish'), present.put('lease#b', lease)])).toBe(
        'committed',
      );
      await change(store, target, (items) => [items.remove('wish')]);
      expect(await store.commit(target, [present.check('wish'), present.put('lease#c', lease)])).toBe(
        'conflict',
      );
      expect((await store.read(target)).leases()).toHaveLength(1);
    });

    it('removes an item, and takes its absence as a condition if there was none', async () => {
      const [store, target] = [open(), someTarget()];
      const absent = await store.read(target);
      await change(store, target, (items) => [items.put('wish', wish)]);
      expect(await store.commit(target, [absent.remove('wish'), absent.put('lease#a', lease)])).toBe(
        'conflict',
      );
      expect((await change(store, target, (items) => [items.remove('wish')])).written).toBe(true);
      expect((await store.read(target)).get('wish')).toBeUndefined();
      expect((await change(store, target, (items) => [items.remove('wish')])).written).toBe(false);
    });

    it('refuses two changes of one item, a mistake in the program', async () => {
      const [store, target] = [open(), someTarget()];
      const items = await store.read(target);
      const twice = async () => store.commit(target, [items.check('wish'), items.put('wish', wish)]);
      await expect(twice()).rejects.toMatchObject({ code: 'bad-change' });
    });

    it('tells that a newer version wrote an item, and never writes as one', async () => {
      const [store, target] = [open(), someTarget()];
      await load(store, target, { key: 'wish', value: wish, rev: 'theirs', v: 2 });
      await load(store, target, { key: 'lease#a', value: lease, rev: 'theirs', v: 1 });
      const items = await store.read(target);
      expect(items.newer()).toEqual(['wish']);
      expect(items.get('wish')).toEqual(wish);
      // Whoever does not read the version writes over it: that is why everybody asks (assert-readable.ts).
      expect(await store.commit(target, [items.put('wish', wish)])).toBe('committed');
      expect((await store.read(target)).newer()).toEqual([]);
    });

    it('reads the newest transition with or without a wish behind it, and gives the history newest first', async () => {
      const [store, target] = [open(), someTarget()];
      for (const at of ['0', '2026-11-21T03:00:00.000Z', '2026-11-21T03:05:00.000Z']) {
        await change(store, target, (items) => [items.put(`transition#${at}`, transition(at))]);
        expect((await store.read(target)).newestTransition()?.value.at).toBe(at);
      }
      await change(store, target, (items) => [items.put('wish', wish), items.put('lease#wake', lease)]);
      const items = await store.read(target);
      expect(items.newestTransition()?.key).toBe('transition#2026-11-21T03:05:00.000Z');
      expect(items.get('wish')).toEqual(wish);
      const history = await store.history(target, 2);
      expect(history.map(({ at }) => at)).toEqual(['2026-11-21T03:05:00.000Z', '2026-11-21T03:00:00.000Z']);
      // One that a slow clock wrote late is older all the same.
      const late = '2026-11-21T03:04:00.000Z';
      await change(store, target, (read) => [read.put(`transition#${late}`, transition(late))]);
      expect((await store.history(target, 2)).map(({ at }) => at)).toEqual([
        '2026-11-21T03:05:00.000Z',
        late,
      ]);
    });

    it('loses no change of callers who come at once', async () => {
      const [store, target] = [open(), someTarget()];
      const count = () =>
        change(store, target, (items) => {
          const wakes = items.get('count#2026-11-21')?.wakes ?? 0;
          return [items.put('count#2026-11-21', { wakes: wakes + 1, expiresAt: 0 })];
        });
      await Promise.all([count(), count(), count(), count()]);
      expect((await store.read(target)).get('count#2026-11-21')?.wakes).toBe(4);
    });
  });
}

function transition(at: string): Transition {
  return { from: 'asleep', to: 'booting', at, reason: { code: 'held-on', text: 'held on by a person' } };
}

function someTarget(): string {
  return `target-${randomUUID()}`;
}
