import { describe, expect, it } from '@jest/globals';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { checkPolicy } from '../../../lib/constructs/check-policy.ts';
import { DAYS, type Window } from '../../../power/calendar/window.ts';
import { policyOf } from '../../../power/parse-policy.ts';
import type { PolicyProps } from '../../../power/policy.ts';

function checked(policy: PolicyProps, tick = Duration.minutes(1)): Annotations {
  const stack = new Stack(new App(), 'Target');
  checkPolicy(stack, policyOf(policy), tick);
  return Annotations.fromStack(stack);
}

const window = (over: Partial<Window>): Window => ({
  days: DAYS,
  from: '00:00',
  to: '24:00',
  timeZone: 'Europe/Berlin',
  ...over,
});

describe('a policy and its surroundings', () => {
  it('refuse an idle time that the tick cannot see', () => {
    expect(() => checked({ idleAfter: 120 }, Duration.minutes(5))).toThrow(
      'idleAfter: given 120 seconds for Target, but the reaper looks only every 300 seconds (tick); give at least 300, or a shorter tick',
    );
  });

  it.each<[string, PolicyProps, Duration]>([
    ['as long as the tick', { idleAfter: 300 }, Duration.minutes(5)],
    ['that does not matter, because nobody reports use', { reports: 'none' }, Duration.minutes(10)],
  ])('accept an idle time %s', (_what, policy, tick) => {
    expect(() => checked(policy, tick)).not.toThrow();
  });

  it.each<[string, Window[]]>([
    ['one window', [window({})]],
    ['windows that meet', [window({ to: '08:00' }), window({ from: '08:00' })]],
    [
      'windows past midnight',
      [window({ from: '20:00', to: '08:00' }), window({ from: '07:00', to: '20:00' })],
    ],
    ['windows of two zones', [window({ to: '12:00' }), window({ from: '09:00', timeZone: 'UTC' })]],
  ])('warn of %s that cover the whole week', (_what, windows) => {
    checked({ windows }).hasWarning(
      '/Target',
      Match.stringLikeRegexp('cover the whole week, so it never sleeps'),
    );
  });

  it('do not warn when there is a minute to sleep in', () => {
    checked({ windows: [window({ to: '23:59' })] }).hasNoWarning('*', Match.anyValue());
  });
});
