import { describe, expect, it } from '@jest/globals';
import { StandingStop } from '../../host/standing-stop.ts';
import { intent } from '../power/samples.ts';

const at = (milliseconds: number) => new Date(milliseconds).toISOString();

describe('an announced stop', () => {
  it('concerns the host that was up when it was announced', () => {
    const announced = intent({ at: at(8_000), stop: at(9_000) });
    expect(new StandingStop('i-1', at(1_000)).of(announced)).toBe(announced);
  });

  it('does not concern a host that booted after it: that stop is over, however often it is read', () => {
    for (const over of [
      intent({ at: at(8_000), stop: at(9_000) }),
      intent({ at: at(8_000), stop: at(9_000), committed: at(9_500) }),
    ]) {
      const standing = new StandingStop('i-1', at(10_000));
      expect([standing.of(over), standing.of(over)]).toEqual([undefined, undefined]);
    }
  });

  it('concerns it if it was committed only after the boot', () => {
    const committed = intent({ at: at(8_000), stop: at(9_000), committed: at(11_000) });
    expect(new StandingStop('i-1', at(10_000)).of(committed)).toBe(committed);
  });

  it('that comes after one that is over is a new one', () => {
    const standing = new StandingStop('i-1', at(10_000));
    expect(standing.of(intent({ at: at(8_000), stop: at(9_000) }))).toBeUndefined();
    const announced = intent({ at: at(20_000), stop: at(40_000) });
    expect(standing.of(announced)).toBe(announced);
  });

  it('announced to a host whose clock is minutes ahead stands, though it seems to lie before the boot', () => {
    const standing = new StandingStop('i-1', at(300_000));
    expect(standing.of(undefined)).toBeUndefined();
    const announced = intent({ at: at(10_000), stop: at(30_000) });
    expect(standing.of(announced)).toBe(announced);
  });
});
