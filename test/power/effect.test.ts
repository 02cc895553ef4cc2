import { describe, expect, it } from '@jest/globals';
import { type Action, decide } from '../../power/decide.ts';
import { effectOf } from '../../power/effect.ts';
import type { Facts } from '../../power/facts.ts';
import type { StartOutcome } from '../../power/target/target.ts';
import { ago, facts, instance, intent, NOON, POLICY, report, trouble, wish } from './samples.ts';

const asleep = instance({ state: 'stopped' });
const start = { do: 'start', instance: asleep, size: 't3.large' } as const;

/** The facts after that action, whatever it was decided on. */
function done(action: Action, before: Facts, outcome?: StartOutcome): Facts {
  return effectOf(before, { ...decide(before, POLICY, NOON), action }, outcome, NOON);
}

describe('the facts after an action', () => {
  it('are the same if nothing was done', () => {
    const before = facts();
    expect(done({ do: 'none' }, before)).toBe(before);
  });

  it('show a started instance as pending since now, in its new size, and no announced stop', () => {
    const before = facts({ instance: asleep, intent: intent(), trouble: trouble() });
    expect(done(start, before, 'started')).toEqual({
      ...before,
      intent: undefined,
      instance: { ...asleep, type: 't3.large', state: 'pending', launchTime: ago(0) },
    });
  });

  it('show an instance that cannot be started yet as stopping', () => {
    const { instance: seen, trouble: known } = done(start, facts({ instance: asleep }), 'not-startable');
    expect(seen).toEqual({ ...asleep, type: 't3.large', state: 'stopping' });
    expect(known).toBeUndefined();
  });

  it('count a refused start', () => {
    const refusal = { refused: 'quota', text: 'you have 8 vCPUs' } as const;
    const before = facts({ instance: asleep, trouble: trouble({ refusals: 2 }) });
    expect(done(start, before, refusal)).toMatchObject({
      instance: { state: 'stopped', launchTime: asleep.launchTime },
      trouble: { refusals: 3, at: ago(0), code: 'quota', text: 'you have 8 vCPUs' },
    });
  });

  it('count a start that AWS gave up on', () => {
    const refusal = { refused: 'start-failed', text: 'no key' } as const;
    const { trouble: known } = done({ do: 'note-failed-start', refusal }, facts({ instance: asleep }));
    expect(known).toEqual({ refusals: 1, at: ago(0), code: 'start-failed', text: 'no key' });
  });

  it('know nothing of refusals that were forgotten', () => {
    expect(done({ do: 'forget-trouble' }, facts({ trouble: trouble() })).trouble).toBeUndefined();
  });

  it('show the size that it was given', () => {
    const resized = done({ do: 'resize', instance: asleep, size: 't3.small' }, facts({ instance: asleep }));
    expect(resized.instance).toEqual({ ...asleep, type: 't3.small' });
  });

  it.each(['withdraw-stop', 'clear-intent'] as const)('know no announced stop after %s', (what) => {
    expect(done({ do: what }, facts({ intent: intent() })).intent).toBeUndefined();
  });

  it('show a stopped instance as stopping', () => {
    expect(done({ do: 'stop', id: 'i-1' }, facts()).instance).toEqual(instance({ state: 'stopping' }));
    expect(done({ do: 'stop', id: 'i-1' }, facts({ instance: undefined })).instance).toBeUndefined();
  });

  it('have a stop that is announced for what nobody wants it awake, not for the state that it was in', () => {
    const silent = facts({ report: report({ at: ago(600) }), wish: wish({ hold: 'off' }) });
    expect(done({ do: 'announce-stop', at: ago(-30), id: 'i-1' }, silent).intent).toEqual({
      stop: ago(-30),
      at: ago(0),
      instance: 'i-1',
      reason: { code: 'held-off', text: 'put to sleep by a person at 11:50 UTC, until a person wakes it' },
    });
  });
});
