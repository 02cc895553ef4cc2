import { describe, expect, it } from '@jest/globals';
import { type Action, decide } from '../../power/decide.ts';
import type { Facts } from '../../power/facts.ts';
import type { PowerState } from '../../power/items.ts';
import { policyOf } from '../../power/parse-policy.ts';
import type { ReasonCode } from '../../power/reason.ts';
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
  unusedFor,
  wish,
} from './samples.ts';

const WITH_FALLBACK = policyOf({ size: 't3.medium', fallbackSizes: ['t3.large'] });
const unused = unusedFor(372);
const stopped = unusedFor(372, { ready: false, stopped: 'clean' });
const announce = { do: 'announce-stop', at: ago(-30), id: 'i-1' } as const;
const notReady = report({ ready: false, detail: { phase: 'booting' } });
const stoppedInstance = instance({ state: 'stopped' });
const asleep = { instance: stoppedInstance, recorded: transition({ to: 'asleep' }) };
const failedStart = instance({
  state: 'stopped',
  launchTime: ago(20),
  stopped: { by: 'failed-start', why: 'Client.InternalError: no key' },
});
const stoppedByAda = instance({
  state: 'stopped',
  stopped: { by: 'user', at: ago(60), why: 'User initiated shutdown' },
});
const start = { do: 'start', instance: stoppedInstance, size: 't3.medium' } as const;

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
      { wish: wish({ hold: 'off' }), ...launched(300), report: undefined },
      'booting',
      announce,
      'held-off',
    ],
    [
      'is not cut in its boot when held off, until it has said something',
      { wish: wish({ hold: 'off' }), ...launched(299), report: undefined },
      'booting',
      { do: 'none' },
      'held-off',
    ],
    [
      'is told to stop in its boot once it has said something',
      { wish: wish({ hold: 'off' }), ...launched(20), report: notReady },
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
      booting(900, report({ ready: false, detail: { phase: 'failed' } })),
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
      { ...over, report: stopped, leases: [lease()] },
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
      { intent: intent({ stop: ago(60), committed: ago(59) }), report: stopped, leases: [lease()] },
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
      { intent: intent({ at: ago(60) }), instance: instance({ launchTime: ago(59) }), report: undefined },
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
      { ...stopping, leases: [lease()] },
      'stopping',
      { do: 'none' },
      'still-stopping',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('a stopped instance', () => {
  const stories: Story[] = [
    ['stays asleep while nobody wants it', asleep, 'asleep', { do: 'none' }, 'unwanted'],
    ['is started for a lease', { ...asleep, leases: [lease()] }, 'asleep', start, 'leased'],
    ['is started for a hold', { ...asleep, wish: wish() }, 'asleep', start, 'held-on'],
    [
      'is started at once when somebody asks, and tried again when AWS refuses',
      { ...asleep, leases: [lease()], trouble: trouble({ at: ago(30) }) },
      'blocked',
      start,
      'no-capacity',
    ],
    [
      'is left alone until it is time to try again',
      { ...asleep, leases: [lease()], trouble: trouble({ at: ago(29) }) },
      'blocked',
      { do: 'none' },
      'no-capacity',
    ],
    [
      'is started in its turn with a fallback size',
      { ...asleep, leases: [lease()], trouble: trouble({ refusals: 3, at: ago(900) }) },
      'blocked',
      { ...start, size: 't3.large' },
      'no-capacity',
    ],
    [
      'has a start that came to nothing counted first',
      { instance: failedStart, recorded: transition({ to: 'booting' }), leases: [lease()] },
      'asleep',
      { do: 'note-failed-start', refusal: { refused: 'start-failed', text: 'Client.InternalError: no key' } },
      'leased',
    ],
    [
      'whose failed start is counted waits for its next one',
      { instance: failedStart, leases: [lease()], trouble: trouble({ at: ago(5), code: 'start-failed' }) },
      'blocked',
      { do: 'none' },
      'start-failed',
    ],
    [
      'whose start failed and that nobody wants any more is not counted',
      { instance: failedStart, recorded: transition({ to: 'booting' }) },
      'asleep',
      { do: 'none' },
      'stopped-by-other-means',
    ],
    [
      'gets its own size back once nobody wants it',
      { ...asleep, instance: { ...stoppedInstance, type: 't3.large' } },
      'asleep',
      { do: 'resize', instance: { ...stoppedInstance, type: 't3.large' }, size: 't3.medium' },
      'unwanted',
    ],
    [
      'is started with its own size, whatever it has',
      { ...asleep, instance: { ...stoppedInstance, type: 't3.large' }, leases: [lease()] },
      'asleep',
      { ...start, instance: { ...stoppedInstance, type: 't3.large' } },
      'leased',
    ],
    [
      'that somebody stopped by other means is not started for what was asked before',
      { instance: stoppedByAda, leases: [lease()] },
      'asleep',
      { do: 'none' },
      'stopped-by-other-means',
    ],
    [
      'that AWS stopped is started again',
      { instance: { ...stoppedInstance, stopped: { by: 'aws', why: 'retired' } }, leases: [lease()] },
      'asleep',
      { ...start, instance: { ...stoppedInstance, stopped: { by: 'aws', why: 'retired' } } },
      'leased',
    ],
    [
      'stays asleep when held off, leases or not',
      { ...asleep, wish: wish({ hold: 'off' }), leases: [lease()] },
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
      'sleeps again once nobody wants it any more',
      { ...asleep, trouble: trouble() },
      'asleep',
      { do: 'forget-trouble' },
      'unwanted',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('a host that runs at last', () => {
  const stories: Story[] = [
    [
      'has the refused starts before that forgotten',
      { trouble: trouble() },
      'online',
      { do: 'forget-trouble' },
      'used',
    ],
    [
      'has its stop announced first, if nobody wants it any more',
      { trouble: trouble(), report: unused },
      'online',
      announce,
      'idle',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('what nothing is done about', () => {
  const stories: Story[] = [
    [
      'items that a newer version wrote',
      { ...asleep, leases: [lease()], newer: ['lease#wake'] },
      'blocked',
      { do: 'none' },
      'newer-version',
    ],
    [
      'an instance that cannot sleep',
      { instance: instance({ unfit: 'its root disk is an instance store' }), report: unused },
      'blocked',
      { do: 'none' },
      'wrong-instance',
    ],
  ];
  it.each(stories)('%s', holds);
});

describe('a host that never reports', () => {
  const silent = policyOf({ reports: 'none' });
  const decided = (over: Partial<Facts>) => decide(facts({ report: undefined, ...over }), silent, NOON);

  it('has its stop announced for now once nobody wants it, and is not cut in its boot either', () => {
    const held = (seconds: number) =>
      decided({ instance: instance({ launchTime: ago(seconds) }), wish: wish({ hold: 'off' }) }).action;
    expect(held(299)).toEqual({ do: 'none' });
    expect(held(300)).toEqual({ ...announce, at: ago(0) });
  });

  it('that nobody wants has had its minimum, and waits for no deadline', () => {
    const young = facts({ instance: instance({ launchTime: ago(60) }), report: undefined });
    expect(decide(young, { ...silent, minAwake: 60 }, NOON).action).toEqual({ ...announce, at: ago(0) });
  });

  it('is stopped at the announced instant', () => {
    expect(decided({ intent: intent({ stop: ago(0) }) }).action).toEqual({ do: 'stop', id: 'i-1' });
  });
});

it('a decision says what nobody wants as well as how it is, and what needs a look', () => {
  const silent = { report: report({ at: ago(600) }), wish: wish({ hold: 'off' }) };
  const decision = decide(facts({ ...silent }), policyOf({ maxAwake: 3600 }), NOON);
  expect(decision).toMatchObject({
    reason: { code: 'silent-host' },
    wanted: { awake: false, reason: { code: 'held-off' } },
    alarms: [{ code: 'max-awake' }],
  });
  expect(decision.alarms[0]?.text).toContain('put to sleep by a person');
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

  it('names none twice', () => {
    const others = [instance({ id: 'i-0', state: 'stopped' }), instance({ id: 'i-2' })];
    const failed = report({ ready: false, detail: { phase: 'failed', message: 'i-2 has the volume vol-1' } });
    expect(decide(facts({ others, report: failed }), POLICY, NOON).reason).toEqual({
      code: 'boot-failed',
      text: 'the boot failed: i-2 has the volume vol-1; left alone although tagged as this target: i-0 (stopped); terminate it or correct its tags',
    });
  });

  it('names the ones beside the newest, whatever else there is to say', () => {
    const others = [instance({ id: 'i-0', state: 'stopped' }), instance({ id: 'i-2' })];
    expect(decide(facts({ others }), POLICY, NOON).reason.text).toBe(
      'last used 1 min ago, sleeps after 5 min; left alone although tagged as this target: i-0 (stopped), i-2 (running); terminate it or correct its tags',
    );
  });
});

function holds(...[, given, state, action, code]: Story): void {
  const decision = decide(facts(given), WITH_FALLBACK, NOON);
  expect({ state: decision.state, action: decision.action, code: decision.reason.code }).toEqual({
    state,
    action,
    code,
  });
}

/** Launched that many seconds ago, and recorded as booting since. */
function booting(seconds: number, said: Facts['report']): Partial<Facts> {
  return { ...launched(seconds), report: said };
}

function launched(seconds: number): Partial<Facts> {
  const recorded = transition({ from: 'asleep', to: 'booting', at: ago(seconds) });
  return { instance: instance({ launchTime: ago(seconds) }), recorded };
}
