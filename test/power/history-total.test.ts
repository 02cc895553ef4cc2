import { describe, expect, it } from '@jest/globals';
import { historyTotal } from '../../power/history-total.ts';
import { ago, NOON, transition } from './samples.ts';

describe('what a history comes to', () => {
  it('is nothing at first', () => {
    expect(historyTotal([], NOON)).toEqual({ since: undefined, wakes: 0, awake: 0 });
  });

  it('counts the wakes and every second but those asleep, up to now', () => {
    const history = [
      transition({ to: 'booting', at: ago(40) }),
      transition({ to: 'asleep', at: ago(1000), left: ago(40) }),
      transition({ to: 'stopping', at: ago(1060), left: ago(1000) }),
      transition({ to: 'online', at: ago(4000), left: ago(1060) }),
      transition({ to: 'blocked', at: ago(4100), left: ago(4000) }),
      transition({ to: 'booting', at: ago(4200), left: ago(4100) }),
      transition({ to: 'asleep', at: ago(9000), left: ago(4200) }),
    ];
    expect(historyTotal(history, NOON)).toEqual({ since: ago(9000), wakes: 2, awake: 3240 });
  });

  it('does not count backwards when another clock wrote the newest one', () => {
    expect(historyTotal([transition({ to: 'online', at: ago(-5) })], NOON).awake).toBe(0);
  });

  it('is told in whole seconds', () => {
    const history = [transition({ to: 'online', at: ago(10.6) })];
    expect(historyTotal(history, NOON).awake).toBe(11);
  });
});
