import { describe, expect, it } from '@jest/globals';
import { modeOf, route } from '../../../collector/delivery/route.ts';
import { CollectorError } from '../../../collector/errors.ts';

const gone = new CollectorError('unavailable', 'Redis is gone');
const second = new CollectorError('second-collector', 'another one');

describe('where a batch goes', () => {
  it.each([
    ['to the sink', { waiting: false, connected: true, trouble: undefined }, 'sink'],
    [
      'to the sink, without Redis too: nothing waits in it',
      { waiting: false, connected: true, trouble: gone },
      'sink',
    ],
    ['to the buffer: it may not overtake', { waiting: true, connected: true, trouble: undefined }, 'buffer'],
    ['to the buffer: the sink is away', { waiting: false, connected: false, trouble: undefined }, 'buffer'],
    ['nowhere: the sink is away, and so is Redis', { waiting: false, connected: false, trouble: gone }, gone],
    [
      'nowhere: Redis is gone with what it may not overtake',
      { waiting: true, connected: true, trouble: gone },
      gone,
    ],
    ['nowhere: another collector is at work', { waiting: false, connected: true, trouble: second }, second],
  ])('%s', (_what, surroundings, way) => {
    expect(route(surroundings)).toBe(way);
  });
});

describe('the mode', () => {
  it('is direct only with the sink at hand and nothing waiting', () => {
    const modes = [true, false].flatMap((waiting) =>
      [true, false].map((connected) => [waiting, connected, modeOf({ waiting, connected })]),
    );
    expect(modes.filter(([, , mode]) => mode === 'direct')).toEqual([[false, true, 'direct']]);
  });
});
