import { describe, expect, it } from '@jest/globals';
import { sinceOf, transitionOf } from '../../power/transitions.ts';
import { ago, facts, instance, NOON, report, transition } from './samples.ts';

const reason = { code: 'leased', text: 'wanted awake by a service' } as const;

describe('a transition', () => {
  it('is none while the state stays the same, whatever the reason', () => {
    expect(transitionOf(facts(), { state: 'online', reason }, NOON)).toBeUndefined();
  });

  it('comes from nowhere the first time', () => {
    const first = transitionOf(facts({ recorded: undefined }), { state: 'blocked', reason }, NOON);
    expect(first).toEqual({ from: 'unknown', to: 'blocked', at: ago(0), reason });
  });

  it('into booting happened when EC2 launched the instance, though it is seen later', () => {
    const seen = facts({
      instance: instance({ launchTime: ago(40) }),
      recorded: transition({ to: 'asleep' }),
    });
    expect(transitionOf(seen, { state: 'booting', reason }, NOON)?.at).toBe(ago(40));
  });

  it('into online happened when the first record came back, and tells what the wake took', () => {
    const boot = { agentAt: ago(40), kafkaAt: ago(38), readyAt: ago(26) };
    const seen = facts({
      instance: instance({ launchTime: ago(60) }),
      report: report({ detail: { phase: 'serving', boot } }),
      recorded: transition({ to: 'booting', at: ago(60) }),
    });
    expect(transitionOf(seen, { state: 'online', reason }, NOON)).toEqual({
      from: 'booting',
      to: 'online',
      at: ago(26),
      reason: { code: 'ready', text: 'ready 34 s after the start: a record went through and came back' },
      timings: { ec2: 20_000, agent: 2_000, kafka: 12_000, total: 34_000 },
    });
  });

  it('back to online, long after the boot, happens now and tells no timings', () => {
    const seen = facts({ recorded: transition({ to: 'stopping', at: ago(30) }) });
    expect(transitionOf(seen, { state: 'online', reason }, NOON)).toEqual({
      from: 'stopping',
      to: 'online',
      at: ago(0),
      reason,
    });
  });

  it('does not lie in the future, even when the host’s clock is fast', () => {
    const early = report({ detail: { phase: 'serving', boot: { agentAt: ago(5), readyAt: ago(-5) } } });
    const seen = facts({ report: early, recorded: transition({ to: 'booting', at: ago(60) }) });
    expect(transitionOf(seen, { state: 'online', reason }, NOON)?.at).toBe(ago(0));
  });

  it('always lies behind the one before, even when that was recorded by a faster clock', () => {
    const seen = facts({ recorded: transition({ to: 'online', at: ago(-2) }) });
    expect(transitionOf(seen, { state: 'stopping', reason }, NOON)?.at).toBe('2026-11-21T12:00:02.001Z');
  });
});

it('a state has lasted since it was recorded, else since the facts say', () => {
  expect(sinceOf(facts({ recorded: transition({ at: ago(99) }) }), 'online', NOON)).toBe(ago(99));
  expect(sinceOf(facts({ recorded: transition({ at: ago(99) }) }), 'stopping', NOON)).toBe(ago(0));
});
