import { describe, expect, it } from '@jest/globals';
import type { CommandBody, StatusBody } from '../../../power/api/api.ts';
import { forVisitors } from '../../../power/api/for-visitors.ts';
import { host } from '../cluster-samples.ts';
import { ago } from '../samples.ts';

const secret = 'the audit of Acme, group billing, i-0abc';
const body: CommandBody = {
  target: 'kafka',
  state: 'booting',
  since: ago(10),
  eta: ago(-20),
  reason: secret,
  reasonCode: 'leased',
  alarms: [{ code: 'two-instances', text: secret }],
};

describe('a visitor', () => {
  it.each([
    ['asleep', 'asleep until somebody wakes it'],
    ['booting', 'waking up'],
    ['online', 'awake and ready'],
    ['stopping', 'falling asleep'],
    ['blocked', 'not coming up by itself; those who run it can see why'],
  ] as const)('reads of a target that is %s: %s', (state, reason) => {
    expect(forVisitors({ ...body, state })).toEqual({ ...body, state, reason, alarms: undefined });
  });

  it('reads the same of what happened', () => {
    const entry = {
      at: ago(9),
      from: 'asleep',
      to: 'booting',
      reason: secret,
      reasonCode: 'leased',
    } as const;
    const status: StatusBody = { ...body, timeline: [entry, { ...entry, to: 'asleep' }] };
    const shown = forVisitors(status);
    expect(shown.timeline).toEqual([
      { ...entry, reason: 'waking up' },
      { ...entry, to: 'asleep', reason: 'asleep until somebody wakes it' },
    ]);
    expect(JSON.stringify(shown)).not.toContain('Acme');
    expect(shown).toMatchObject({ state: 'booting', since: ago(10), eta: ago(-20) });
  });

  it('is told nothing of brokers', () => {
    const members = [{ ...host(1), ready: true, message: secret }];
    expect(JSON.stringify(forVisitors({ ...body, members }))).not.toContain('members');
  });

  it('is told no timeline where there is none', () => {
    expect(forVisitors(body)).not.toHaveProperty('timeline');
  });
});
