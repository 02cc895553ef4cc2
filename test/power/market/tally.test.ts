import { describe, expect, it } from '@jest/globals';
import { hoursOf, stopgaps, tallied } from '../../../power/market/tally.ts';
import { CLUSTER_POLICY, clusterFacts, host } from '../cluster-samples.ts';
import { ago, NOON } from '../samples.ts';

const onDemand = (node: number, launchTime: string) => host(node, { market: 'on-demand', launchTime });

describe('instances in place of spot ones', () => {
  it('are those on demand that the deploy does not have there, as long as they live', () => {
    const hosts = [
      host(1),
      onDemand(2, ago(60)),
      { ...onDemand(3, ago(60)), state: 'shutting-down' as const },
    ];
    expect(stopgaps(clusterFacts({ hosts }), CLUSTER_POLICY).map(({ id }) => id)).toEqual(['i-2']);
    expect(stopgaps(clusterFacts({ hosts }), { ...CLUSTER_POLICY, onDemandCount: 0 })).toHaveLength(2);
    expect(stopgaps(clusterFacts({ hosts }), { ...CLUSTER_POLICY, onDemandCount: 3 })).toEqual([]);
  });
});

describe('the tally of a month', () => {
  const facts = (
    hosts: ReturnType<typeof host>[],
    spent: number,
    counted: Record<string, string>,
    month = '2026-11',
  ) => clusterFacts({ hosts, market: { missing: {}, month, spent, onDemand: counted } });

  it('goes on from what is known', () => {
    const tally = tallied(
      facts([onDemand(2, ago(900))], 100, { 'i-2': ago(600), 'i-9': ago(50) }),
      CLUSTER_POLICY,
      NOON,
    );
    expect(tally).toEqual({ month: '2026-11', onDemand: { 'i-2': ago(600) }, spent: 150 });
    expect(hoursOf(tally, NOON)).toBe(750 / 3600);
  });

  it('begins anew: what was before counts no more, and what goes on counts from its first moment', () => {
    const launched = '2026-10-20T00:00:00.000Z';
    const tally = tallied(
      facts([onDemand(2, launched)], 7200, { 'i-2': launched }, '2026-10'),
      CLUSTER_POLICY,
      NOON,
    );
    expect(tally).toEqual({ month: '2026-11', onDemand: { 'i-2': '2026-11-01T00:00:00.000Z' }, spent: 0 });
  });
});
