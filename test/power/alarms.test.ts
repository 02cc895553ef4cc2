import { describe, expect, it } from '@jest/globals';
import type { Alarm, AlarmCode } from '../../power/alarm.ts';
import { alarmsOf, dueAlarms } from '../../power/alarms.ts';
import { DAYS, parseWindows } from '../../power/calendar/window.ts';
import type { Facts } from '../../power/facts.ts';
import { policyOf } from '../../power/parse-policy.ts';
import { wanted } from '../../power/wanted.ts';
import { ago, facts, instance, NOON, report } from './samples.ts';

const GIB = 2 ** 30;
const policy = policyOf({ maxAwake: 7200 });

function alarms(over: Partial<Facts>): Alarm[] {
  const seen = facts({ instance: instance({ launchTime: ago(7199) }), ...over });
  return alarmsOf(seen, policy, wanted(seen, policy, NOON), NOON);
}

it('nothing needs a look while all is well', () => {
  expect(alarms({})).toEqual([]);
  expect(alarms({ instance: undefined, report: undefined })).toEqual([]);
});

describe('awake for too long', () => {
  it('is told from that very second, with the reason and what to do', () => {
    expect(alarms({ instance: instance({ launchTime: ago(7200) }) })).toEqual([
      {
        code: 'max-awake',
        text: 'awake for 2 h, longer than the 2 h of maxAwake, and each hour costs: last used 1 min ago, sleeps after 5 min; put it to sleep by POST /sleep if nobody needs it',
      },
    ]);
  });

  it('is not what a host is that has no hour to sleep in: somebody means it to be awake', () => {
    const windows = parseWindows([{ days: DAYS, from: '00:00', to: '24:00', timeZone: 'UTC' }]);
    const always = policyOf({ maxAwake: 7200, windows });
    const seen = facts({ instance: instance({ launchTime: ago(7200) }) });
    expect(alarmsOf(seen, always, wanted(seen, always, NOON), NOON)).toEqual([]);
  });

  it.each(['pending', 'stopping', 'stopped'] as const)('is not what a %s instance is', (state) => {
    expect(alarms({ instance: instance({ state }) })).toEqual([]);
  });
});

describe('two instances', () => {
  const others = [instance({ id: 'i-0', state: 'stopped' }), instance({ id: 'i-9' })];
  const sinceLaunch = (seconds: number) =>
    alarms({ instance: instance({ launchTime: ago(seconds) }), others });

  it('are told, each by name, once a deploy would have replaced the one by the other', () => {
    expect(sinceLaunch(899)).toEqual([]);
    expect(sinceLaunch(900)).toEqual([
      {
        code: 'two-instances',
        text: 'several instances carry the tags of this target: i-1 is taken for it, because it was started last; left alone: i-0 (stopped), i-9 (running); terminate what is not needed, or correct its tags',
      },
    ]);
  });

  it('are no matter if neither lives', () => {
    expect(alarms({ instance: undefined, report: undefined, others })).toEqual([]);
  });
});

describe('a disk', () => {
  const filled = (usedBytes: number, sizeBytes = 10 * GIB) =>
    alarms({ report: report({ detail: { phase: 'serving', disk: { usedBytes, sizeBytes } } }) });

  it('is nearly full from 85 %, rounded to the careful side', () => {
    expect(filled(8.5 * GIB - 1)).toEqual([]);
    expect(filled(8.5 * GIB)).toEqual([
      {
        code: 'disk-nearly-full',
        text: 'the data volume is 85 % full (8.5 of 10.0 GiB), and what runs on it stops when it is full: raise dataVolumeSize and deploy, or let it keep less (of Kafka: the retention of topics)',
      },
    ]);
    expect(filled(9.999 * GIB)[0]?.text).toContain('is 99 % full (10.0 of 10.0 GiB)');
  });
});

describe('a clock that is ahead', () => {
  it('is told from a minute on, with what its report says', () => {
    expect(alarms({ report: report({ at: ago(-59.999) }) })).toEqual([]);
    expect(alarms({ report: report({ at: ago(-60) }) })).toEqual([
      {
        code: 'clock-ahead',
        text: "the host's clock is 1 min ahead (its report says 12:01 UTC): look at chronyd on the host",
      },
    ]);
  });

  it('is none if it is behind: then it looks silent', () => {
    expect(alarms({ report: report({ at: ago(600) }) })).toEqual([]);
  });
});

it('everything that is wrong is told at once', () => {
  const disk = { usedBytes: 9, sizeBytes: 10 };
  const seen = alarms({
    instance: instance(),
    others: [instance({ id: 'i-0' })],
    report: report({ at: ago(-90), detail: { phase: 'serving', disk } }),
  });
  expect(seen.map(({ code }) => code)).toEqual([
    'max-awake',
    'two-instances',
    'disk-nearly-full',
    'clock-ahead',
  ]);
});

describe('people are told', () => {
  const due = (code: AlarmCode, seconds?: number, over: Partial<Facts> = {}) => {
    const told = seconds === undefined ? {} : { [code]: { at: ago(seconds), expiresAt: 0 } };
    return dueAlarms([{ code, text: '' }], facts({ told, ...over }), NOON).length === 1;
  };

  it.each<[AlarmCode, number]>([
    ['max-awake', 3600],
    ['two-instances', 86_400],
    ['disk-nearly-full', 86_400],
    ['clock-ahead', 86_400],
  ])('of %s at once, and again after %d seconds', (code, again) => {
    const old = { instance: instance({ launchTime: ago(100 * 3600) }) };
    expect(due(code, undefined, old)).toBe(true);
    expect(due(code, again - 1, old)).toBe(false);
    expect(due(code, again, old)).toBe(true);
  });

  it('of one whatever they were told of another', () => {
    const told = { 'two-instances': { at: ago(1), expiresAt: 0 } };
    expect(dueAlarms([{ code: 'max-awake', text: '' }], facts({ told }), NOON)).toHaveLength(1);
  });

  it('sooner of a host that has slept since and is awake for too long again', () => {
    const launched = (seconds: number) => ({ instance: instance({ launchTime: ago(seconds) }) });
    expect(due('max-awake', 60, launched(59))).toBe(true);
    expect(due('max-awake', 60, launched(60))).toBe(false);
    expect(due('disk-nearly-full', 60, launched(59))).toBe(false);
    expect(due('max-awake', 60, { instance: undefined })).toBe(false);
  });
});
