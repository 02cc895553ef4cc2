import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../../power/facts.ts';
import type { PowerState } from '../../power/items.ts';
import { policyOf } from '../../power/parse-policy.ts';
import type { ReasonCode } from '../../power/reason.ts';
import { type StateNow, stateOf } from '../../power/state.ts';
import { wanted } from '../../power/wanted.ts';
import {
  ago,
  facts,
  instance,
  intent,
  lease,
  NOON,
  POLICY,
  report,
  transition,
  trouble,
  wish,
} from './samples.ts';

function state(over: Partial<Facts>, policy = POLICY): StateNow {
  const seen = facts(over);
  return stateOf(seen, policy, wanted(seen, policy, NOON), NOON);
}

describe('what blocks a target', () => {
  it('first of all: items that a newer version wrote', () => {
    const over = { newer: ['wish', 'start'], instance: instance({ unfit: 'x' }) } as const;
    expect(state(over)).toEqual({
      state: 'blocked',
      because: {
        code: 'newer-version',
        text: 'written by a newer version of catnap than this function: wish, start; nothing is started or stopped until it is deployed anew',
      },
    });
  });

  it('then an instance that cannot sleep', () => {
    expect(state({ instance: instance({ unfit: 'its root disk is an instance store' }) })).toEqual({
      state: 'blocked',
      because: {
        code: 'wrong-instance',
        text: 'i-1 carries the tags of this target and cannot be put to sleep: its root disk is an instance store; correct the tags or take another instance',
      },
    });
  });

  it.each([undefined, 'terminated', 'shutting-down'] as const)('an instance that is %s', (gone) => {
    expect(state({ instance: gone && instance({ state: gone }) })).toEqual({
      state: 'blocked',
      because: {
        code: 'no-instance',
        text: 'no instance carries the tags of this target: was it terminated? Its data is on its volume; docs/operations.md says how a new host adopts it',
      },
    });
  });
});

describe('a running host', () => {
  it('is stopping from the announcement on, for the reason of that', () => {
    expect(state({ intent: intent() })).toEqual({ state: 'stopping', because: intent().reason });
  });

  it('is online without another word when it is ready', () => {
    expect(state({})).toEqual({ state: 'online' });
  });

  it('is online as soon as it runs, if it never reports', () => {
    const silent = policyOf({ reports: 'none' });
    expect(state({ report: undefined, instance: instance({ launchTime: ago(1) }) }, silent)).toEqual({
      state: 'online',
    });
    expect(state({ report: undefined, intent: intent() }, silent).state).toBe('stopping');
  });

  it('is silent after three minutes without a report, ready or not', () => {
    expect(state({ report: report({ at: ago(180) }) })).toEqual({ state: 'online' });
    const silent = {
      state: 'blocked',
      because: {
        code: 'silent-host',
        text: 'the host has not reported for 3 min 1 s, or its clock is behind by that; kept awake, because unknown is not idle: look at i-1 through Session Manager, or put it to sleep and wake it',
      },
    };
    expect(state({ report: report({ at: ago(181) }) })).toEqual(silent);
    expect(state({ report: report({ at: ago(181), ready: false }) })).toEqual(silent);
  });

  it('failed to boot for as long as its last report says so', () => {
    const detail = { phase: 'failed', message: 'vol-1 is in another zone; move the host' } as const;
    expect(state({ report: report({ at: ago(900), ready: false, detail }) })).toEqual({
      state: 'blocked',
      because: { code: 'boot-failed', text: 'the boot failed: vol-1 is in another zone; move the host' },
    });
    expect(state({ report: report({ ready: false, detail: { phase: 'failed' } }) }).because?.text).toBe(
      'the boot failed: no message; read the journal of catnap-boot on i-1',
    );
  });
});

describe('a host that is not ready', () => {
  const notReady = report({ ready: false, detail: { phase: 'booting' } });
  const launched = (seconds: number, recorded: Facts['recorded'], said: Facts['report'] = notReady) =>
    state({ instance: instance({ launchTime: ago(seconds) }), recorded, report: said });
  const was = (to: PowerState, seconds: number) => transition({ to, at: ago(seconds) });

  it.each<[string, number, Facts['recorded'], PowerState]>([
    ['launched as long ago as the deadline allows', 300, undefined, 'booting'],
    ['launched a second longer ago', 301, undefined, 'blocked'],
    ['recorded before that launch', 301, was('online', 301), 'blocked'],
    ['online until this moment', 9000, was('online', 8000), 'booting'],
    ['stopping until this moment', 9000, was('stopping', 8000), 'booting'],
    ['booting again for as long as the deadline allows', 9000, was('booting', 300), 'booting'],
    ['booting again for a second longer', 9000, was('booting', 301), 'blocked'],
    ['blocked already', 9000, was('blocked', 10), 'blocked'],
  ])('%s', (_what, seconds, recorded, to) => {
    expect(launched(seconds, recorded).state).toBe(to);
    expect(launched(seconds, recorded, undefined).state).toBe(to);
  });

  it('is told with how late it is, what it said last, and what to do', () => {
    const detail = { phase: 'booting', message: 'waiting for the volume vol-1' } as const;
    const text = (said: Facts['report']) =>
      state({ instance: instance({ launchTime: ago(420) }), recorded: undefined, report: said }).because
        ?.text;
    expect(text(report({ ready: false, detail }))).toBe(
      'not ready after 7 min, the deadline is 5 min: waiting for the volume vol-1; kept awake: read the journal of i-1 through Session Manager, or put it to sleep and wake it',
    );
    expect(text(undefined)).toBe(
      'not ready after 7 min, the deadline is 5 min; kept awake: read the journal of i-1 through Session Manager, or put it to sleep and wake it',
    );
  });
});

describe('a stopping instance', () => {
  const stopping = (over: Partial<Facts> = {}) =>
    state({ instance: instance({ state: 'stopping' }), ...over });
  const committed = intent({ committed: ago(5) });

  it('stops for the reason that was announced', () => {
    expect(stopping({ intent: committed })).toEqual({ state: 'stopping', because: committed.reason });
  });

  it('and wanted again is told why it cannot start yet', () => {
    expect(stopping({ intent: committed, leases: [lease()] })).toEqual({
      state: 'stopping',
      because: {
        code: 'still-stopping',
        text: 'still stopping (unused for 6 min, sleeps after 5 min); it is started as soon as it has stopped: wanted awake by a service until 12:05 UTC (import)',
      },
    });
  });

  it('stopped by AWS says why in EC2’s words, wanted or not', () => {
    const retired = instance({ state: 'stopping', stopped: { by: 'aws', why: 'Server.ScheduledStop' } });
    expect(stopping({ instance: retired })).toEqual({
      state: 'stopping',
      because: { code: 'stopped-by-other-means', text: 'Server.ScheduledStop' },
    });
    expect(stopping({ instance: retired, leases: [lease()] }).because?.text).toBe(
      'still stopping (Server.ScheduledStop); it is started as soon as it has stopped: wanted awake by a service until 12:05 UTC (import)',
    );
  });

  it('stopped by somebody is wanted by nobody, which says why', () => {
    const stopped = { by: 'user', at: ago(60), why: 'User initiated shutdown' } as const;
    expect(stopping({ instance: instance({ state: 'stopping', stopped }) })).toEqual({ state: 'stopping' });
  });

  it('of which EC2 says nothing was stopped by other means', () => {
    expect(stopping()).toEqual({
      state: 'stopping',
      because: { code: 'stopped-by-other-means', text: 'somebody stopped the instance by other means' },
    });
  });

  it('held off says what it is stopping for', () => {
    expect(stopping({ wish: wish({ hold: 'off' }), intent: committed }).because).toEqual(committed.reason);
  });
});

describe('a stopped instance', () => {
  const stopped = (over: Partial<Facts> = {}, policy = POLICY) =>
    state(
      { instance: instance({ state: 'stopped' }), recorded: transition({ to: 'asleep' }), ...over },
      policy,
    );

  it('is asleep, wanted or not', () => {
    expect(stopped()).toEqual({ state: 'asleep' });
    expect(stopped({ leases: [lease()] })).toEqual({ state: 'asleep' });
  });

  it('that AWS does not start is blocked, with how often, why, and when it is tried again as what', () => {
    const text = (refusals: number, at: string) =>
      stopped({ leases: [lease()], trouble: trouble({ refusals, at }) }).because?.text;
    expect(text(1, ago(5))).toBe(
      'AWS refused to start it once (there are no t3.medium left); tried again at 12:00 UTC as t3.medium: wanted awake by a service until 12:05 UTC (import)',
    );
    expect(text(4, ago(60))).toBe(
      'AWS refused to start it 4 times (there are no t3.medium left); tried again at 12:03 UTC as t3.medium: wanted awake by a service until 12:05 UTC (import)',
    );
    expect(text(2, ago(60))).toContain('; tried again by the next tick as t3.medium: ');
  });

  it('is tried again sooner, and told so, when somebody has asked since the last refusal', () => {
    const anew = { leases: [lease({ at: ago(5) })], trouble: trouble({ refusals: 9, at: ago(10) }) };
    expect(stopped(anew).because?.text).toContain('refused to start it 9 times');
    expect(stopped(anew).because?.text).toContain('tried again at 12:00 UTC as');
  });

  it('is tried again as the fallback size whose turn it is', () => {
    const policy = policyOf({ size: 't3.medium', fallbackSizes: ['t3.large'] });
    const refused = trouble({ refusals: 3, at: ago(300) });
    expect(stopped({ leases: [lease()], trouble: refused }, policy).because?.text).toContain(
      'tried again by the next tick as t3.large: ',
    );
  });

  it.each(['no-capacity', 'quota', 'start-failed'] as const)('blocked for %s says that', (code) => {
    expect(stopped({ wish: wish(), trouble: trouble({ code }) })).toMatchObject({
      state: 'blocked',
      because: { code },
    });
  });

  it('is asleep again once nobody wants it any more', () => {
    expect(stopped({ trouble: trouble() })).toEqual({ state: 'asleep' });
  });

  describe('that nobody wants', () => {
    const went = (to: PowerState, code: ReasonCode) => transition({ to, reason: { code, text: 'because' } });

    it.each<[PowerState, ReasonCode]>([
      ['stopping', 'idle'],
      ['asleep', 'idle'],
      ['asleep', 'max-awake'],
      ['asleep', 'stopped-by-other-means'],
    ])('goes on saying why it went %s (%s)', (to, code) => {
      expect(stopped({ recorded: went(to, code) })).toEqual({
        state: 'asleep',
        because: { code, text: 'because' },
      });
    });

    it.each<[PowerState, ReasonCode]>([
      ['asleep', 'held-off'],
      ['asleep', 'unwanted'],
      ['booting', 'idle'],
      ['online', 'idle'],
    ])('says just that when it was %s (%s) before', (to, code) => {
      expect(stopped({ recorded: went(to, code) })).toEqual({ state: 'asleep' });
    });

    it('says just that the first time', () => {
      expect(stopped({ recorded: undefined })).toEqual({ state: 'asleep' });
    });
  });

  it.each(['aws', 'failed-start'] as const)(
    'by %s that nobody saw stopping says why in EC2’s words',
    (by) => {
      const instanceStopped = instance({ state: 'stopped', stopped: { by, why: 'Server.ScheduledStop' } });
      const because = { code: 'stopped-by-other-means', text: 'Server.ScheduledStop' };
      const seen = { instance: instanceStopped, recorded: transition({ to: 'online' }) };
      expect(stopped(seen)).toEqual({ state: 'asleep', because });
      expect(stopped({ ...seen, leases: [lease()] })).toEqual({ state: 'asleep' });
      expect(stopped({ ...seen, wish: wish({ hold: 'off' }) })).toEqual({ state: 'asleep' });
    },
  );

  it('by a user needs no other word than that nobody wants it, or that it was stopped by other means', () => {
    const byUser = instance({ state: 'stopped', stopped: { by: 'user', why: 'User initiated' } });
    expect(stopped({ instance: byUser, recorded: undefined })).toEqual({ state: 'asleep' });
  });

  it('held off says who put it to sleep, and not what did before', () => {
    const recorded = transition({ to: 'asleep', reason: intent().reason });
    expect(stopped({ wish: wish({ hold: 'off' }), recorded })).toEqual({ state: 'asleep' });
  });
});
