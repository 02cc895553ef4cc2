/** What a decision about a cluster has that one about an instance has not. */
import { describe, expect, it } from '@jest/globals';
import { decide } from '../../power/decide.ts';
import { effectOf } from '../../power/effect.ts';
import type { BrokerGroup } from '../../power/target/target.ts';
import { CLUSTER_POLICY, clusterFacts, GROUPS, group, host } from './cluster-samples.ts';
import { ago, facts, intent, lease, NOON, report, transition, wish } from './samples.ts';

const decided = (given: Parameters<typeof clusterFacts>[0]) =>
  decide(clusterFacts(given), CLUSTER_POLICY, NOON);

const ASLEEP: BrokerGroup[] = GROUPS.map((each) => ({ ...each, desired: 0 }));
const HALF = [group(1), group(2, { desired: 0 }), group(3)];
const OFF = wish({ hold: 'off' });
const BOOTING = transition({ to: 'booting', at: ago(30) });

describe('a cluster that sleeps', () => {
  it('is started as a whole when somebody wants it', () => {
    const { state, action } = decided({ groups: ASLEEP, hosts: [], leases: [lease()] });
    expect(state).toBe('asleep');
    expect(action).toMatchObject({ do: 'start', instance: { id: 'cluster' }, size: '3 brokers' });
  });

  it('is not started while its instances end', () => {
    const ending = [host(1, { state: 'shutting-down' })];
    expect(decided({ groups: ASLEEP, hosts: ending, leases: [lease()] })).toMatchObject({
      state: 'stopping',
      action: { do: 'none' },
    });
  });
});

describe('a cluster that boots', () => {
  const pending = { hosts: [], recorded: BOOTING, leases: [lease()] };

  it('is on its way until the time for that is over, and then lacks capacity', () => {
    expect(decided(pending)).toMatchObject({ state: 'booting', action: { do: 'none' } });
    const late = { ...pending, recorded: transition({ to: 'booting', at: ago(601) }) };
    expect(decided(late)).toMatchObject({
      state: 'blocked',
      reason: {
        code: 'no-capacity',
        text: 'AWS has launched no instance for 10 min 1 s; Auto Scaling goes on trying',
      },
    });
    const groups = [group(1, { failure: { at: ago(60), text: 'there are none' } }), group(2), group(3)];
    expect(decided({ ...late, groups }).reason.text).toContain('(broker 1: there are none)');
  });

  it('can be stopped, other than an instance, because nothing need be there for it', () => {
    const { action } = decided({ ...pending, leases: [], wish: OFF });
    expect(action).toEqual({ do: 'announce-stop', at: ago(-30), id: 'cluster' });
    const announced = intent({ instance: 'cluster', at: ago(200), stop: ago(170) });
    expect(decided({ ...pending, leases: [], wish: OFF, intent: announced })).toMatchObject({
      state: 'stopping',
      action: { do: 'stop', id: 'cluster' },
    });
  });
});

describe('a cluster that is half started', () => {
  it('is started if it is wanted, and shown as before', () => {
    const before = clusterFacts({ groups: HALF, leases: [lease()] });
    const decision = decide(before, CLUSTER_POLICY, NOON);
    expect(decision).toMatchObject({ state: 'online', action: { do: 'start' } });
    expect(effectOf(before, decision, 'started', NOON).instance?.state).toBe('running');
  });

  it('is stopped if it is not', () => {
    expect(decided({ groups: HALF, wish: OFF }).action.do).toBe('announce-stop');
  });
});

describe('a stop', () => {
  const announced = intent({ instance: 'cluster', at: ago(40), stop: ago(10) });
  const stopped = report({ ready: false, stopped: 'clean', at: ago(5), detail: { phase: 'stopped' } });

  it('waits until all have ended their service', () => {
    const done = [host(1, { report: stopped }), host(2, { report: stopped })];
    expect(decided({ intent: announced, wish: OFF, hosts: [...done, host(3)] }).action.do).toBe('none');
    const all = [...done, host(3, { report: stopped })];
    expect(decided({ intent: announced, wish: OFF, hosts: all }).action).toEqual({
      do: 'stop',
      id: 'cluster',
    });
  });

  it('is not withdrawn because brokers miss those that have stopped already', () => {
    const lost = report({ ready: false, lastUsedAt: ago(5), at: ago(5), detail: { phase: 'booting' } });
    const unused = { ...stopped, lastUsedAt: ago(600) };
    const hosts = [host(1, { report: unused }), host(2, { report: lost }), host(3, { report: lost })];
    expect(decided({ intent: announced, hosts })).toMatchObject({
      state: 'stopping',
      action: { do: 'none' },
    });
  });
});

it('a cluster without groups is told of as that', () => {
  expect(decide(facts({ instance: undefined }), CLUSTER_POLICY, NOON)).toMatchObject({
    state: 'blocked',
    reason: { code: 'no-instance', text: expect.stringMatching(/^no Auto Scaling group carries the tags/) },
  });
});

it('silent brokers are named', () => {
  const hosts = [1, 2, 3].map((node) => host(node, { report: report({ at: ago(300) }) }));
  expect(decided({ hosts })).toMatchObject({
    state: 'blocked',
    reason: {
      code: 'silent-host',
      text: expect.stringContaining('look at i-1, i-2, i-3 through Session Manager'),
    },
  });
});
