import { describe, expect, it } from '@jest/globals';
import { change } from '../../../power/store/change.ts';
import type { Change } from '../../../power/store/changes.ts';
import { MemoryStore } from '../../../power/store/memory-store.ts';
import type { Store } from '../../../power/store/store.ts';
import type { TargetItems } from '../../../power/store/target-items.ts';
import { wish } from '../samples.ts';

/** A store at which somebody else is always faster, that many times. */
function contested(times: number): { store: Store; reads: () => number; pauses: number[] } {
  const memory = new MemoryStore();
  let [left, reads] = [times, 0];
  const pauses: number[] = [];
  const store: Store = {
    read(target) {
      reads++;
      return memory.read(target);
    },
    async commit(target, changes) {
      if (left-- > 0)
        await memory.commit(target, [(await memory.read(target)).put('wish', wish({ by: 'visitor' }))]);
      return memory.commit(target, changes);
    },
    history: (target, limit) => memory.history(target, limit),
    pause: (attempt) => {
      pauses.push(attempt);
      return Promise.resolve();
    },
  };
  return { store, reads: () => reads, pauses };
}

describe('a change', () => {
  const hold = (items: TargetItems): Change[] => [items.put('wish', wish())];

  it('asks its command again with what others have made of it meanwhile', async () => {
    const { store, reads, pauses } = contested(2);
    const seen: unknown[] = [];
    const { written, items } = await change(store, 'kafka', (read) => {
      seen.push(read.get('wish')?.by);
      return hold(read);
    });
    expect(seen).toEqual([undefined, 'visitor', 'visitor']);
    expect([written, items.get('wish')?.by, reads()]).toEqual([true, 'visitor', 3]);
    expect(pauses).toEqual([1, 2]);
    expect((await store.read('kafka')).get('wish')?.by).toBe('person');
  });

  it('gives up when others are always faster, and says so', async () => {
    const { store } = contested(Number.POSITIVE_INFINITY);
    await expect(change(store, 'kafka', hold)).rejects.toMatchObject({
      code: 'busy',
      message: '8 attempts to change kafka met changes by others; try again.',
    });
  });

  it('writes nothing if there is nothing to write, conditions or not', async () => {
    const { store, reads } = contested(0);
    expect((await change(store, 'kafka', () => [])).written).toBe(false);
    expect((await change(store, 'kafka', (items) => [items.check('wish')])).written).toBe(false);
    expect(reads()).toBe(2);
  });

  it('passes on what the command throws', async () => {
    const refuse = () => {
      throw new Error('held off');
    };
    await expect(change(new MemoryStore(), 'kafka', refuse)).rejects.toThrow('held off');
  });
});
