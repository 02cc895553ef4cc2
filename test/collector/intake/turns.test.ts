import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Turns } from '../../../collector/intake/turns.ts';

it('works one after the other, and lets the event loop turn between', async () => {
  const turns = new Turns();
  const done: string[] = [];
  for (const work of ['a', 'b', 'c']) turns.take(() => done.push(work));
  expect(done).toEqual([]);
  for (let count = 0; count < 3; count++) {
    await turn();
    done.push('-');
  }
  expect(done.join('')).toBe('a-b-c-');
  turns.take(() => done.push('d'));
  await turn();
  expect(done.at(-1)).toBe('d');
});
