import { expect, it } from '@jest/globals';
import { decide } from '../../power/decide.ts';
import { situationOf } from '../../power/situation.ts';
import { ago, facts, instance, NOON, POLICY, transition } from './samples.ts';

it('people are told what was decided, and since when it is so', () => {
  const seen = facts({
    instance: instance({ launchTime: ago(8 * 86_400) }),
    recorded: transition({ to: 'online', at: ago(99) }),
  });
  const { action: _action, ...told } = decide(seen, POLICY, NOON);
  expect(situationOf(seen, decide(seen, POLICY, NOON), NOON)).toEqual({ ...told, since: ago(99) });
  expect(told.alarms).toHaveLength(1);
});
