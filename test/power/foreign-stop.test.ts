import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../../power/facts.ts';
import { foreignStop, keptStop } from '../../power/foreign-stop.ts';
import type { Transition } from '../../power/items.ts';
import type { ReasonCode } from '../../power/reason.ts';
import { ago, facts, instance, intent, transition } from './samples.ts';

const by = (over: object) => instance({ state: 'stopped', launchTime: ago(900), ...over });
const byUser = by({ stopped: { by: 'user', at: ago(600), why: 'User initiated shutdown' } });
const stop = { at: ago(600), why: 'User initiated shutdown' };

describe('a stop that somebody else called for', () => {
  it('is known by when and why', () => {
    expect(foreignStop(facts({ instance: byUser }))).toEqual(stop);
    expect(foreignStop(facts({ instance: { ...byUser, state: 'stopping' } }))).toEqual(stop);
    expect(foreignStop(facts({ instance: byUser, recorded: undefined }))).toEqual(stop);
  });

  it.each<[string, Partial<Facts>]>([
    ['there is no instance', { instance: undefined }],
    ['it runs again, whatever EC2 remembers', { instance: { ...byUser, state: 'running' } }],
    ['EC2 does not say why it stopped', { instance: by({}) }],
    ['AWS stopped it for reasons of its own', { instance: by({ stopped: { by: 'aws', why: 'retired' } }) }],
    [
      'a start came to nothing, which is nobody’s order',
      { instance: by({ stopped: { by: 'failed-start', at: ago(600), why: 'no key' } }) },
    ],
    ['EC2 does not say when', { instance: by({ stopped: { by: 'user', why: 'somebody' } }) }],
  ])('is none if %s', (_when, over) => {
    expect(foreignStop(facts(over))).toBeUndefined();
  });
});

describe('a stop of ours', () => {
  it('is known by the commitment to it, if that was made since the instance was launched', () => {
    const committed = (seconds: number) =>
      foreignStop(facts({ instance: byUser, intent: intent({ committed: ago(seconds) }) }));
    expect(committed(899)).toBeUndefined();
    expect(committed(900)).toEqual(stop);
    expect(foreignStop(facts({ instance: byUser, intent: intent() }))).toEqual(stop);
  });

  it('is not known by the commitment to stop another instance', () => {
    const other = intent({ instance: 'i-0', committed: ago(600) });
    expect(foreignStop(facts({ instance: byUser, intent: other }))).toEqual(stop);
  });

  it.each<[Facts['recorded'], boolean]>([
    [recorded('stopping', 'idle'), true],
    [recorded('stopping', 'held-off'), true],
    [recorded('stopping', 'stopped-by-other-means'), false],
    [recorded('online', 'ready'), false],
    [recorded('booting', 'leased'), false],
    [recorded('blocked', 'silent-host'), false],
  ])('is known by its announcement: %j', (newest, ours) => {
    expect(foreignStop(facts({ instance: byUser, recorded: newest }))).toEqual(ours ? undefined : stop);
  });

  it('is not known by an announcement to a former run', () => {
    const recordedAgo = (seconds: number) => ({ ...recorded('stopping', 'idle'), at: ago(seconds) });
    expect(foreignStop(facts({ instance: byUser, recorded: recordedAgo(901) }))).toEqual(stop);
    expect(foreignStop(facts({ instance: byUser, recorded: recordedAgo(900) }))).toBeUndefined();
  });
});

describe('whose stop it was, once it was recorded', () => {
  const unfit = { code: 'wrong-instance', text: 'an Auto Scaling group has it' } as const;
  const recorded = (...[foreign, seconds = 600]: [boolean, number?]) =>
    transition({ to: 'blocked', at: ago(500), reason: unfit, stop: { at: ago(seconds), foreign } });
  const verdict = (newest: Transition) => foreignStop(facts({ instance: byUser, recorded: newest }));

  it('is known whatever else was recorded since', () => {
    expect(verdict(recorded(false))).toBeUndefined();
    expect(verdict(recorded(true))).toEqual(stop);
    expect(verdict(transition({ to: 'blocked', at: ago(500), reason: unfit }))).toEqual(stop);
  });

  it('is not known by the stop of a former run, which was carried on while EC2 did not show this one', () => {
    expect(verdict(recorded(false, 901))).toEqual(stop);
    expect(verdict(recorded(false, 900))).toBeUndefined();
  });

  it('is kept while the instance sleeps or is not to be seen, and not when it runs', () => {
    const kept = (over: Partial<Facts>) => keptStop(facts({ recorded: recorded(false), ...over }));
    const ours = { stop: { at: ago(600), foreign: false } };
    expect(kept({ instance: byUser })).toEqual(ours);
    expect(kept({ instance: { ...byUser, state: 'stopping' } })).toEqual(ours);
    expect(kept({ instance: byUser, recorded: transition() })).toEqual({
      stop: { at: ago(600), foreign: true },
    });
    expect(kept({ instance: undefined })).toEqual(ours);
    expect(kept({ instance: undefined, recorded: undefined })).toEqual({});
    expect(kept({ instance: undefined, recorded: transition() })).toEqual({});
    expect(kept({ instance: instance() })).toEqual({});
  });

  it('is not kept if nobody called for it', () => {
    expect(keptStop(facts({ instance: by({ stopped: { by: 'aws', why: 'retired' } }) }))).toEqual({});
  });
});

function recorded(to: 'stopping' | 'online' | 'booting' | 'blocked', code: ReasonCode) {
  return transition({ to, at: ago(500), reason: { code, text: code } });
}
