import { describe, expect, it } from '@jest/globals';
import { type Action, decide } from '../../power/decide.ts';
import type { Facts } from '../../power/facts.ts';
import type { PowerState } from '../../power/items.ts';
import type { ReasonCode } from '../../power/reason.ts';
import { ago, facts, instance, intent, lease, NOON, POLICY, report, transition, wish } from './samples.ts';

const unused = report({ lastUsedAt: ago(372) });
const stopped = report({ lastUsedAt: ago(372), ready: false, stopped: 'clean' });
const announce = { do: 'announce-stop', at: ago(-30), id: 'i-1' } as const;
const notReady = report({ ready: false, detail: { phase: 'booting' } });
const asleep = { instance: instance({ state: 'stopped' }), recorded: transition({ to: 'asleep' }) };

type Story = [what: string, given: Partial<Facts>, state: PowerState, action: Action, code: ReasonCode];

describe('a running host', () => {
  const stories: Story[] = [
    ['is left alone while it is used', {}, 'online', { do: 'none' }, 'used'],
    ['is told to stop once it is idle', { report: unused }, 'online', announce, 'idle'],
    [
      'is told to stop when held off, although used',
      { wish: wish({ hold: 'off' }) },
      'online',
      announce,
      'held-off',
    ],
    [
      'is told to stop when held off even if it never came up',
      { wish: wish({ hold: 'off' }), report: undefined },
      'booting',
      announce,
      'held-off',
    ],
    ['boots until it says it is ready', booting(100, notReady), 'booting', { do: 'none' }, 'minimum-awake'],
    ['boots while it says nothing yet', booting(300, undefined), 'booting', { do: 'none' }, 'unknown-use'],
    [
      'is blocked past the deadline, and kept awake',
      booting(301, undefined),
      'blocked',
      { do: 'none' },
      'boot-deadline',
    ],
    [
      'is blocked past the deadline though it reports',
      booting(301, notReady),
      'blocked',
      { do: 'none' },
      'boot-deadline',
    ],
    [
      'is blocked when its boot failed, whenever it said so',
      booting(900, failed()),
      'blocked',
      { do: 'none' },
      'boot-failed',
    ],
    [
      'is blocked when it fell silent, and kept awake',
      { report: report({ at: ago(181) }) },
      'blocked',
      { do: 'none' },
      'silent-host',
    ],
    [
      'boots again from the moment at which Kafka went down',
      { report: notReady },
      'booting',
      { do: 'none' },
      'unknown-use',
    ],
    [
      'has the whole deadline to come back',
      { report: notReady, recorded: transition({ to: 'booting', at: ago(299) }) },
      'booting',
      { do: 'none' },
      'unknown-use',
    ],
    [
      'is blocked if it does not come back',
      { report: notReady, recorded: transition({ to: 'booting', at: ago(301) }) },
      'blocked',
      { do: 'none' },
      'boot-deadline',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('an announced stop', () => {
  const over = { intent: intent({ stop: ago(1) }) };
  const stories: Story[] = [
    [
      'is not carried out before its instant',
      { intent: intent(), report: stopped },
      'stopping',
      { do: 'none' },
      'idle',
    ],
    ['waits for the host', { ...over, report: unused }, 'stopping', { do: 'none' }, 'idle'],
    [
      'is carried out once the host is done',
      { ...over, report: stopped },
      'stopping',
      { do: 'stop', id: 'i-1' },
      'idle',
    ],
    [
      'is carried out although the host could not stop cleanly',
      { ...over, report: { ...stopped, stopped: 'unclean' } },
      'stopping',
      { do: 'stop', id: 'i-1' },
      'idle',
    ],
    [
      'waits two minutes for an answer',
      { intent: intent({ stop: ago(119) }), report: unused },
      'stopping',
      { do: 'none' },
      'idle',
    ],
    [
      'waits no longer than two minutes, silent host or not',
      { intent: intent({ stop: ago(120) }), report: report({ at: ago(185), lastUsedAt: ago(600) }) },
      'stopping',
      { do: 'stop', id: 'i-1' },
      'idle',
    ],
    [
      'is withdrawn for a lease',
      { ...over, report: stopped, lease: lease() },
      'stopping',
      { do: 'withdraw-stop' },
      'idle',
    ],
    [
      'is withdrawn for a hold',
      { ...over, report: stopped, wish: wish() },
      'stopping',
      { do: 'withdraw-stop' },
      'idle',
    ],
    ['is withdrawn for use', { ...over, report: report() }, 'stopping', { do: 'withdraw-stop' }, 'idle'],
    [
      'is left to whoever has committed it, wanted or not',
      { intent: intent({ stop: ago(60), committed: ago(59) }), report: stopped, lease: lease() },
      'stopping',
      { do: 'none' },
      'idle',
    ],
    [
      'is carried out again if whoever committed it did not',
      { intent: intent({ stop: ago(61), committed: ago(60) }), report: stopped },
      'stopping',
      { do: 'stop', id: 'i-1' },
      'idle',
    ],
    [
      'is forgotten if the instance was started since',
      { intent: intent({ stop: ago(60) }), instance: instance({ launchTime: ago(59) }), report: undefined },
      'booting',
      { do: 'clear-intent' },
      'minimum-awake',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('an instance between states', () => {
  const stopping = { instance: instance({ state: 'stopping' }) };
  const stories: Story[] = [
    [
      'pending: boots',
      { instance: instance({ state: 'pending', launchTime: ago(2) }), report: undefined },
      'booting',
      { do: 'none' },
      'minimum-awake',
    ],
    [
      'pending and held off: cannot be stopped yet',
      { instance: instance({ state: 'pending', launchTime: ago(2) }), wish: wish({ hold: 'off' }) },
      'booting',
      { do: 'none' },
      'held-off',
    ],
    [
      'stopping as announced',
      { ...stopping, intent: intent({ committed: ago(5) }) },
      'stopping',
      { do: 'none' },
      'idle',
    ],
    ['stopping for no reason of ours', stopping, 'stopping', { do: 'none' }, 'stopped-by-other-means'],
    [
      'stopping and wanted: cannot be started yet',
      { ...stopping, lease: lease() },
      'stopping',
      { do: 'none' },
      'still-stopping',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('a stopped instance', () => {
  const refused = transition({
    to: 'blocked',
    reason: { code: 'no-capacity', text: 'AWS has no t3.medium' },
  });
  const stories: Story[] = [
    ['stays asleep while nobody wants it', asleep, 'asleep', { do: 'none' }, 'unwanted'],
    ['is started for a lease', { ...asleep, lease: lease() }, 'asleep', { do: 'start', id: 'i-1' }, 'leased'],
    ['is started for a hold', { ...asleep, wish: wish() }, 'asleep', { do: 'start', id: 'i-1' }, 'held-on'],
    [
      'stays asleep when held off, leases or not',
      { ...asleep, wish: wish({ hold: 'off' }), lease: lease() },
      'asleep',
      { do: 'none' },
      'held-off',
    ],
    [
      'forgets the stop that is over',
      { ...asleep, intent: intent({ committed: ago(60) }) },
      'asleep',
      { do: 'clear-intent' },
      'unwanted',
    ],
    [
      'remembers why it was put to sleep',
      { ...asleep, recorded: transition({ to: 'asleep', reason: intent().reason }) },
      'asleep',
      { do: 'none' },
      'idle',
    ],
    [
      'is blocked while AWS has no capacity, and tried again',
      { ...asleep, lease: lease(), recorded: refused },
      'blocked',
      { do: 'start', id: 'i-1' },
      'no-capacity',
    ],
    [
      'sleeps again once nobody wants it any more',
      { ...asleep, recorded: refused },
      'asleep',
      { do: 'none' },
      'unwanted',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('instances that should not be', () => {
  it('says what to do when there is none', () => {
    const decision = decide(facts({ instance: undefined, report: undefined }), POLICY, NOON);
    expect(decision).toMatchObject({
      state: 'blocked',
      action: { do: 'none' },
      reason: { code: 'no-instance' },
    });
    expect(decision.reason.text).toContain('docs/operations.md');
  });

  it('names the ones beside the newest, whatever else there is to say', () => {
    const others = [instance({ id: 'i-0', state: 'stopped' })];
    expect(decide(facts({ others }), POLICY, NOON).reason.text).toBe(
      'last used 1 min ago, sleeps after 5 min; left alone although tagged as this target: i-0 (stopped); terminate it or correct its tags',
    );
  });
});

it('tells in the sentence of a failed boot what the host said, and where to look if it said nothing', () => {
  const textOf = (message?: string) => decide(facts(booting(20, failed(message))), POLICY, NOON).reason.text;
  expect(textOf('the volume vol-1 is in another zone; move the host')).toBe(
    'the boot failed: the volume vol-1 is in another zone; move the host',
  );
  expect(textOf()).toBe('the boot failed: no message; read the journal of catnap-boot on i-1');
});

it('tells in the sentence of a late boot how late, and what the host said last', () => {
  const late = report({
    ready: false,
    detail: { phase: 'booting', message: 'waiting for the volume vol-1' },
  });
  expect(decide(facts(booting(420, late)), POLICY, NOON).reason.text).toBe(
    'not ready after 7 min, the deadline is 5 min: waiting for the volume vol-1; kept awake: read the journal of i-1 through Session Manager, or put it to sleep and wake it',
  );
});

function holds(...[, given, state, action, code]: Story): void {
  const decision = decide(facts(given), POLICY, NOON);
  expect({ state: decision.state, action: decision.action, code: decision.reason.code }).toEqual({
    state,
    action,
    code,
  });
}

/** Launched that many seconds ago, and recorded as booting since. */
function booting(seconds: number, said: Facts['report']): Partial<Facts> {
  const recorded = transition({ from: 'asleep', to: 'booting', at: ago(seconds) });
  return { instance: instance({ launchTime: ago(seconds) }), report: said, recorded };
}

function failed(message?: string): Facts['report'] {
  return report({ ready: false, detail: { phase: 'failed', message } });
}
