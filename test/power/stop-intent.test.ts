import { describe, expect, it } from '@jest/globals';
import { policyOf } from '../../power/parse-policy.ts';
import { isCommitted, isDue, standingIntent, stopInstant } from '../../power/stop-intent.ts';
import { ago, facts, instance, intent, NOON, POLICY, report } from './samples.ts';

it('a stop is announced for one and a half reports later, so that the host has seen it by then', () => {
  expect(stopInstant(POLICY, NOON)).toBe(ago(-30));
  expect(stopInstant(policyOf({ reportEvery: 1 }), NOON)).toBe(ago(-1.5));
});

it('a stop of a host that never reports, and so never looks, is announced for now', () => {
  expect(stopInstant(policyOf({ reports: 'none' }), NOON)).toBe(ago(0));
});

describe('the standing intent', () => {
  it.each(['running', 'stopping'] as const)('is that of a %s instance', (state) => {
    expect(standingIntent(facts({ intent: intent(), instance: instance({ state }) }))).toEqual(intent());
  });

  it.each(['pending', 'stopped', 'shutting-down', 'terminated'] as const)('is none of a %s one', (state) => {
    expect(standingIntent(facts({ intent: intent(), instance: instance({ state }) }))).toBeUndefined();
  });

  it('is none without an instance, and none if nothing was announced', () => {
    expect(standingIntent(facts({ intent: intent(), instance: undefined }))).toBeUndefined();
    expect(standingIntent(facts())).toBeUndefined();
  });

  it('is none of another instance, which took the place of the one that it was announced to', () => {
    expect(standingIntent(facts({ intent: intent({ instance: 'i-0' }) }))).toBeUndefined();
  });

  it('is none any more if the instance was launched after the announcement', () => {
    const launched = (seconds: number, over: Parameters<typeof intent>[0]) =>
      standingIntent(facts({ intent: intent(over), instance: instance({ launchTime: ago(seconds) }) }));
    expect(launched(60, { at: ago(60) })).toBeDefined();
    expect(launched(59, { at: ago(60) })).toBeUndefined();
    // What was committed was committed after it was announced.
    expect(launched(59, { at: ago(60), committed: ago(50) })).toBeDefined();
    expect(launched(49, { at: ago(60), committed: ago(50) })).toBeUndefined();
  });
});

it('a commitment counts for a minute', () => {
  expect(isCommitted(intent(), NOON)).toBe(false);
  expect(isCommitted(intent({ committed: ago(59.999) }), NOON)).toBe(true);
  expect(isCommitted(intent({ committed: ago(60) }), NOON)).toBe(false);
});

describe('a stop is due', () => {
  const stopped = facts({ report: report({ ready: false, stopped: 'clean' }) });
  const due = (over: number, said = stopped, policy = POLICY) =>
    isDue(intent({ stop: ago(over) }), said, policy, NOON);

  it('at its instant, once the host said that it is done', () => {
    expect(due(-0.001)).toBe(false);
    expect(due(0)).toBe(true);
  });

  it('two minutes later if the host says nothing, or nothing of that', () => {
    for (const said of [facts(), facts({ report: undefined })]) {
      expect(due(119.999, said)).toBe(false);
      expect(due(120, said)).toBe(true);
    }
  });

  it('at its instant, if the host never says anything', () => {
    const silent = policyOf({ reports: 'none' });
    expect(due(-0.001, facts({ report: undefined }), silent)).toBe(false);
    expect(due(0, facts({ report: undefined }), silent)).toBe(true);
  });
});
