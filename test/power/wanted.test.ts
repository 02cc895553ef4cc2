import { describe, expect, it } from '@jest/globals';
import type { Window } from '../../power/calendar/window.ts';
import type { Facts } from '../../power/facts.ts';
import { policyOf } from '../../power/parse-policy.ts';
import { wanted } from '../../power/wanted.ts';
import { ago, facts, instance, intent, lease, NOON, POLICY, report, unusedFor, wish } from './samples.ts';

const unused = { lastUsedAt: ago(382) };
const asleep = instance({ state: 'stopped' });
const serving = { detail: { phase: 'serving' } } as const;

describe('whether a target should be awake, and why', () => {
  const stories: [string, Partial<Facts>, boolean, string, string][] = [
    [
      'put to sleep by a person, although used, held on to by leases, and just started',
      { wish: wish({ hold: 'off' }), leases: [lease()], instance: instance({ launchTime: ago(5) }) },
      false,
      'held-off',
      'put to sleep by a person at 11:50 UTC, until a person wakes it',
    ],
    [
      'put to sleep by a service',
      { wish: wish({ hold: 'off', by: 'service' }) },
      false,
      'held-off',
      'put to sleep by a service at 11:50 UTC, until a person or a service wakes it',
    ],
    [
      'put to sleep for a while',
      { wish: wish({ hold: 'off', holdUntil: ago(-7200) }) },
      false,
      'held-off',
      'put to sleep by a person at 11:50 UTC, until 14:00 UTC',
    ],
    [
      'held awake until tomorrow, although unused',
      { wish: wish({ holdUntil: ago(-86_400) }), report: report(unused) },
      true,
      'held-on',
      'held awake by a person until 2026-11-22 12:00 UTC',
    ],
    [
      'held awake, and asleep',
      { wish: wish(), instance: asleep },
      true,
      'held-on',
      'held awake by a person without an end',
    ],
    [
      'leased, although unused',
      { leases: [lease()], report: report(unused) },
      true,
      'leased',
      'wanted awake by a service until 12:05 UTC (import)',
    ],
    [
      'leased without a reason, and asleep',
      { leases: [lease({ reason: '', by: 'visitor' })], instance: asleep },
      true,
      'leased',
      'wanted awake by a visitor until 12:05 UTC',
    ],
    ['asleep and wanted by nobody', { instance: asleep }, false, 'unwanted', 'nobody wants it awake'],
    [
      'stopping and wanted by nobody',
      { instance: instance({ state: 'stopping' }) },
      false,
      'unwanted',
      'nobody wants it awake',
    ],
    [
      'started by hand a moment ago',
      { instance: instance({ state: 'pending', launchTime: ago(12) }), report: undefined },
      true,
      'minimum-awake',
      'up for 12 s, stays awake for at least 5 min',
    ],
    [
      'ready for two minutes, unused, after a boot that took longer than the minimum',
      {
        instance: instance({ launchTime: ago(520) }),
        report: report({
          lastUsedAt: ago(400),
          detail: { phase: 'serving', boot: { agentAt: ago(500), readyAt: ago(120) } },
        }),
      },
      true,
      'minimum-awake',
      'up for 2 min, stays awake for at least 5 min',
    ],
    ['used a minute ago', {}, true, 'used', 'last used 1 min ago, sleeps after 5 min'],
    [
      'used a minute ago, and known for what',
      { report: report({ detail: { phase: 'serving', use: 'records written to orders' } }) },
      true,
      'used',
      'last used 1 min ago (records written to orders), sleeps after 5 min',
    ],
    [
      'unused for one second less than it takes',
      { report: unusedFor(299) },
      true,
      'used',
      'last used 4 min 59 s ago, sleeps after 5 min',
    ],
    [
      'unused for as long as it takes',
      { report: unusedFor(300) },
      false,
      'idle',
      'unused for 5 min, sleeps after 5 min',
    ],
    [
      'unused for longer',
      { report: report(unused) },
      false,
      'idle',
      'unused for 6 min 12 s, sleeps after 5 min',
    ],
    [
      'unknown, because the host has not reported yet',
      { report: undefined },
      true,
      'unknown-use',
      'kept awake because its use is unknown: the host has not reported since it started',
    ],
    [
      'unknown, because the host fell silent',
      { report: report({ ...unused, at: ago(181) }) },
      true,
      'unknown-use',
      "kept awake because its use is unknown: the host's last report is 3 min 1 s old",
    ],
    [
      'unknown, because Kafka is down',
      { report: report({ ...unused, ready: false }) },
      true,
      'unknown-use',
      'kept awake because its use is unknown: the host is not ready',
    ],
    [
      'stopped as announced, and still unused',
      { intent: intent(), report: report({ ...unused, ready: false, stopped: 'clean' }) },
      false,
      'idle',
      'unused for 6 min 12 s, sleeps after 5 min',
    ],
    [
      'silent since its stop was announced: the announcement stands for the reason it was made',
      { intent: intent(), report: report({ ...unused, at: ago(181) }) },
      false,
      'idle',
      'unused for 6 min, sleeps after 5 min',
    ],
    [
      'used after its stop was announced',
      { intent: intent(), report: unusedFor(3) },
      true,
      'used',
      'last used 3 s ago, sleeps after 5 min',
    ],
  ];

  it.each(stories)('%s', (_story, over, awake, code, text) => {
    expect(wanted(facts(over), POLICY, NOON)).toMatchObject({ awake, reason: { code, text } });
  });
});

describe('what people asked for', () => {
  const held = wish({ at: ago(30) });
  const leases = [lease({ at: ago(20) }), lease({ at: ago(40), until: ago(-60) })];
  const open = policyOf({ windows: [window()] });

  it('counts before the calendar, a hold before a lease, and the longest lease before the others', () => {
    const codeOf = (over: Partial<Facts>) => wanted(facts(over), open, NOON).reason;
    expect(codeOf({ wish: held, leases }).code).toBe('held-on');
    expect(codeOf({ leases }).text).toBe('wanted awake by a service until 12:05 UTC (import)');
    expect(codeOf({}).code).toBe('window');
  });

  it('was last asked for when the newest of all that stands was', () => {
    expect(wanted(facts({ wish: held, leases }), open, NOON).askedAt).toBe(ago(20));
    expect(wanted(facts({ wish: held }), open, NOON).askedAt).toBe(ago(30));
    expect(wanted(facts(), open, NOON).askedAt).toBe('2026-11-21T08:00:00.000Z');
    expect(wanted(facts(), POLICY, NOON).askedAt).toBeUndefined();
  });

  it('is only what is in it: a wish without a hold asks for nothing', () => {
    const { hold: _hold, ...empty } = wish();
    expect(wanted(facts({ wish: empty, instance: asleep }), POLICY, NOON).reason.code).toBe('unwanted');
  });
});

describe('the calendar', () => {
  const by = (over: Partial<Window>) =>
    wanted(facts({ instance: asleep, report: undefined }), policyOf({ windows: [window(over)] }), NOON);

  it('keeps it awake and says until when and by which window', () => {
    expect(by({})).toMatchObject({
      awake: true,
      reason: {
        code: 'window',
        text: 'awake by the calendar until 14:00 UTC (fri sat 08:00-14:00 UTC)',
      },
    });
  });

  it('has ended at the minute at which the window closes', () => {
    expect(by({ to: '12:01' }).awake).toBe(true);
    expect(by({ to: '12:00' })).toMatchObject({ awake: false, reason: { code: 'unwanted' } });
  });

  it('says so if it never closes', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    expect(by({ days, from: '00:00', to: '24:00' }).reason.text).toBe(
      'awake by the calendar always (mon tue wed thu fri sat sun 00:00-24:00 UTC)',
    );
  });

  it('does not keep it awake against a hold-off', () => {
    const policy = policyOf({ windows: [window()] });
    expect(wanted(facts({ wish: wish({ hold: 'off' }) }), policy, NOON).reason.code).toBe('held-off');
  });
});

describe('a stop by other means', () => {
  const stoppedAt = (seconds: number): Partial<Facts> => ({
    instance: instance({
      state: 'stopped',
      stopped: { by: 'user', at: ago(seconds), why: 'Client.UserInitiatedShutdown: by ada' },
    }),
  });

  it('sticks against what was asked for before it, and says so', () => {
    expect(wanted(facts({ ...stoppedAt(600), leases: [lease()] }), POLICY, NOON)).toEqual({
      awake: false,
      reason: {
        code: 'stopped-by-other-means',
        text: 'stopped by other means at 11:50 UTC (Client.UserInitiatedShutdown: by ada); it sleeps until somebody wakes it, although wanted awake by a service until 12:05 UTC (import)',
      },
    });
  });

  it('sticks when nobody asked for anything', () => {
    expect(wanted(facts(stoppedAt(60)), POLICY, NOON).reason.text).toBe(
      'stopped by other means at 11:59 UTC (Client.UserInitiatedShutdown: by ada); it sleeps until somebody wakes it',
    );
  });

  it('gives way to whoever asks after it, and to that only', () => {
    const asked = {
      leases: [lease({ at: ago(601), reason: 'old' }), lease({ at: ago(599), reason: 'new' })],
    };
    const verdict = wanted(
      facts({ ...stoppedAt(600), wish: wish({ at: ago(700) }), ...asked }),
      POLICY,
      NOON,
    );
    expect(verdict).toMatchObject({ awake: true, askedAt: ago(599) });
    expect(verdict.reason.text).toBe('wanted awake by a service until 12:05 UTC (new)');
  });

  it('gives way to the next window, not to the one in which it happened', () => {
    const policy = policyOf({ windows: [window({ from: '11:55' })] });
    expect(wanted(facts(stoppedAt(301)), policy, NOON)).toMatchObject({ awake: true, askedAt: ago(300) });
    expect(wanted(facts(stoppedAt(299)), policy, NOON).awake).toBe(false);
  });
});

describe('a host that is up for too long', () => {
  const stops = policyOf({ maxAwake: 3600, maxAwakeAction: 'stop' });
  const upFor = (seconds: number, over: Partial<Facts> = {}) =>
    facts({ instance: instance({ launchTime: ago(seconds) }), ...over });

  it('may sleep from that very second although it is used, if the policy wants it stopped', () => {
    expect(wanted(upFor(3599), stops, NOON).reason.code).toBe('used');
    expect(wanted(upFor(3600), stops, NOON)).toEqual({
      awake: false,
      reason: { code: 'max-awake', text: 'awake for 1 h, stopped after 1 h' },
    });
  });

  it('may sleep although its use is unknown or a group lags', () => {
    const lagging = { ...stops, waitForLag: ['billing'] };
    const silent = { report: undefined };
    const behind = { report: unusedFor(600, { lag: { billing: 9 } }) };
    expect(wanted(upFor(3599, behind), lagging, NOON).reason.code).toBe('lagging');
    for (const over of [silent, behind])
      expect(wanted(upFor(3600, over), lagging, NOON).reason.code).toBe('max-awake');
  });

  it('stays awake for a hold, a lease or a window', () => {
    expect(wanted(upFor(3600, { wish: wish() }), stops, NOON).awake).toBe(true);
    expect(wanted(upFor(3600, { leases: [lease()] }), stops, NOON).awake).toBe(true);
    expect(wanted(upFor(3600), { ...stops, windows: [window()] }, NOON).awake).toBe(true);
  });

  it('stays awake while it is used, if the policy only wants it told', () => {
    expect(wanted(upFor(3600), { ...stops, maxAwakeAction: 'tell' }, NOON).reason.code).toBe('used');
  });
});

describe('the minimum awake', () => {
  it.each([
    [299, 'minimum-awake'],
    [300, 'idle'],
  ])('after %d seconds: %s', (seconds, code) => {
    // Its report tells nothing of the boot, so that the launch counts.
    const over = { instance: instance({ launchTime: ago(seconds) }), report: unusedFor(300, serving) };
    expect(wanted(facts(over), POLICY, NOON).reason.code).toBe(code);
  });
});

describe('a host that never reports', () => {
  const silent = policyOf({ reports: 'none' });

  it('may sleep after the minimum, and nobody waits to hear of its use', () => {
    const up = (seconds: number) =>
      facts({ instance: instance({ launchTime: ago(seconds) }), report: undefined });
    expect(wanted(up(299), silent, NOON).reason.code).toBe('minimum-awake');
    expect(wanted(up(300), silent, NOON)).toEqual({
      awake: false,
      reason: { code: 'unwanted', text: 'no hold, no lease and no window keeps it awake' },
    });
  });

  it('stays awake by the calendar', () => {
    const policy = { ...silent, windows: [window()] };
    expect(wanted(facts({ report: undefined }), policy, NOON).reason.code).toBe('window');
  });
});

describe('groups that lag', () => {
  const waits = policyOf({ waitForLag: ['billing', 'search'] });
  const lagging = (lag: Record<string, number> | undefined, unused = 372) =>
    wanted(facts({ report: unusedFor(unused, { lag }) }), waits, NOON);

  it('keep an unused host awake, each told with what it has left', () => {
    expect(lagging({ billing: 17, search: 0, other: 5 })).toEqual({
      awake: true,
      reason: {
        code: 'lagging',
        text: 'unused for 6 min 12 s, but group billing has 17 records left to read',
      },
    });
    expect(lagging({ billing: 1, search: 2 }).reason.text).toBe(
      'unused for 6 min 12 s, but group billing has 1 records left to read, group search has 2 records left to read',
    );
  });

  it.each<[string, Record<string, number> | undefined]>([
    ['none is told', undefined],
    ['they have read everything', { billing: 0 }],
    ['only others lag', { other: 5 }],
  ])('let it sleep when %s', (_when, lag) => {
    expect(lagging(lag).reason.code).toBe('idle');
  });

  it('are not mentioned while it is used', () => {
    expect(lagging({ billing: 17 }, 299).reason.code).toBe('used');
  });
});

describe('a report', () => {
  it.each([-120, 170])('counts by the host’s own clock, though that is %d s behind', (behind) => {
    const used = (seconds: number) => report({ at: ago(behind), lastUsedAt: ago(behind + seconds) });
    expect(wanted(facts({ report: used(299) }), POLICY, NOON).reason.code).toBe('used');
    expect(wanted(facts({ report: used(300) }), POLICY, NOON).reason.code).toBe('idle');
  });
});

describe('silence after a stop was announced', () => {
  it('does not take it back, if it was announced in this run of the instance', () => {
    const said = { intent: intent({ at: ago(200) }), report: undefined };
    const launched = (seconds: number) =>
      facts({ ...said, instance: instance({ launchTime: ago(seconds) }) });
    expect(wanted(launched(400), POLICY, NOON)).toEqual({ awake: false, reason: intent().reason });
    expect(wanted(launched(199), { ...POLICY, minAwake: 0 }, NOON).reason.code).toBe('unknown-use');
  });

  it('is the same when the host reports that Kafka is down, and not when it reports that it stopped', () => {
    const down = unusedFor(60, { ready: false });
    const said = { intent: intent() };
    expect(wanted(facts({ ...said, report: down }), POLICY, NOON).reason.code).toBe('idle');
    expect(wanted(facts({ ...said, report: { ...down, stopped: 'clean' } }), POLICY, NOON).reason.code).toBe(
      'used',
    );
  });
});

/** Saturday is NOON's day. */
function window(over: Partial<Window> = {}): Window {
  return { days: ['fri', 'sat'], from: '08:00', to: '14:00', timeZone: 'UTC', ...over };
}
