import { describe, expect, it } from '@jest/globals';
import { alarmsOf } from '../../power/alarms.ts';
import { brokersDown, onDemand, onDemandCap } from '../../power/broker-alarms.ts';
import { decide } from '../../power/decide.ts';
import { CLUSTER_POLICY, clusterFacts, GROUPS, group, host } from './cluster-samples.ts';
import { ago, NOON, report } from './samples.ts';

const GO_ON = '; the cluster takes records as long as two replicas of each partition are in sync';
const notes = { missing: {}, month: '2026-11', onDemand: {}, spent: 0 };

it('a cluster that is well has no alarms', () => {
  const facts = clusterFacts();
  expect(alarmsOf(facts, CLUSTER_POLICY, decide(facts, CLUSTER_POLICY, NOON).wanted, NOON)).toEqual([]);
});

describe('a broker that is down', () => {
  const down = (given: Parameters<typeof clusterFacts>[0]) =>
    brokersDown(clusterFacts(given), CLUSTER_POLICY, NOON);
  const lacking = (seconds: number) => {
    const since = { since: ago(seconds), triedSince: ago(5) };
    return { hosts: [host(1), host(3)], market: { ...notes, missing: { 2: since } } };
  };

  it('for want of an instance is told of after the time of a boot, with the reason', () => {
    expect(down(lacking(600))).toBeUndefined();
    expect(down(lacking(601))).toBe(`broker 2 has had no instance since 11:49 UTC${GO_ON}`);
    const groups = [group(1), group(2, { failure: { at: ago(30), text: 'no capacity' } }), group(3)];
    expect(down({ ...lacking(601), groups })).toContain('since 11:49 UTC (no capacity)');
  });

  it.each([
    ['never reported', undefined, ''],
    [
      'is not ready',
      report({ ready: false, detail: { phase: 'failed', message: 'the volume is lost' } }),
      ': the volume is lost',
    ],
    ['is silent', report({ at: ago(200) }), ''],
  ])('and %s is told of with what it says', (_what, said, message) => {
    const second = (seconds: number) => host(2, { launchTime: ago(seconds), report: said });
    expect(down({ hosts: [host(1), second(600), host(3)] })).toBeUndefined();
    expect(down({ hosts: [host(1), second(720), host(3)] })).toBe(
      `broker 2 (i-2), launched 12 min ago, does not serve${message}; read its journal through Session Manager${GO_ON}`,
    );
  });

  it('is as it should be in a cluster that sleeps, boots or is not wanted whole', () => {
    const asleep = GROUPS.map((each) => ({ ...each, desired: 0 }));
    expect(down({ groups: asleep, hosts: [] })).toBeUndefined();
    expect(down({ ...lacking(9999), hosts: [] })).toBeUndefined();
    expect(
      down({ ...lacking(9999), groups: [group(1), group(2, { desired: 0 }), group(3)] }),
    ).toBeUndefined();
  });

  it('that was asked to leave and does not is told of', () => {
    const leave = (seconds: number, instance = 'i-2') => ({
      leave: { instance, node: 2, reason: { code: 'roll', text: 'new programs' } as const, at: ago(seconds) },
    });
    expect(down(leave(600))).toBeUndefined();
    expect(down(leave(601, 'i-2-gone'))).toBeUndefined();
    expect(down(leave(601))).toBe(
      `broker 2 (i-2) was asked to leave at 11:49 UTC (new programs) and is still there; terminate it through its group if its agent does not answer${GO_ON}`,
    );
  });

  it('is not down while another instance of it serves', () => {
    const former = host(2, { id: 'i-0', report: undefined });
    expect(down({ hosts: [host(1), former, host(2), host(3)] })).toBeUndefined();
  });
});

describe('brokers on demand', () => {
  it('are told of while they are so for want of spot capacity, with the hours of the month', () => {
    expect(onDemand(clusterFacts(), CLUSTER_POLICY, NOON)).toBeUndefined();
    const hosts = [host(1), host(2, { market: 'on-demand', launchTime: ago(7200) }), host(3)];
    expect(onDemand(clusterFacts({ hosts }), CLUSTER_POLICY, NOON)).toBe(
      'on demand for want of spot capacity: broker 2 (i-2) since 10:00 UTC; each goes back to spot 1 h later at the soonest, once there is some; 2 of 100 hours of this month are used',
    );
  });

  it('that cannot be had because the hours are used up are told of', () => {
    const hosts = [host(1), host(3)];
    const cap = (spent: number, over = {}) =>
      onDemandCap(clusterFacts({ hosts, market: { ...notes, spent }, ...over }), CLUSTER_POLICY, NOON);
    expect(cap(359_999)).toBeUndefined();
    expect(cap(360_000, { hosts: [host(1), host(2), host(3)] })).toBeUndefined();
    expect(cap(360_000)).toBe(
      'no spot instance for broker 2, and no on-demand one takes its place: the 100 hours of maxOnDemandHours are used up until the end of the month (UTC); raise it and deploy, or let it wait for spot capacity',
    );
  });
});

describe('alarms of hosts', () => {
  const alarms = (second: Parameters<typeof report>[0]) => {
    const facts = clusterFacts({ hosts: [host(1), host(2, { report: report(second) }), host(3)] });
    return alarmsOf(facts, CLUSTER_POLICY, decide(facts, CLUSTER_POLICY, NOON).wanted, NOON).map(
      ({ text }) => text,
    );
  };

  it('name the broker whose disk is nearly full', () => {
    const disk = { usedBytes: 9 * 2 ** 30, sizeBytes: 10 * 2 ** 30 };
    expect(alarms({ detail: { phase: 'serving', disk } })).toEqual([
      expect.stringMatching(/^the data volume of broker 2 \(i-2\) is 90 % full/),
    ]);
  });

  it('name the broker whose clock is ahead', () => {
    expect(alarms({ at: ago(-120) })).toEqual([
      expect.stringMatching(/^the clock of broker 2 \(i-2\) is 2 min ahead/),
    ]);
  });
});
