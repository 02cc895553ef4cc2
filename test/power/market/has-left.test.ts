import { describe, expect, it } from '@jest/globals';
import { hasLeft } from '../../../power/market/has-left.ts';
import type { Host } from '../../../power/merge-reports.ts';
import { clusterFacts, group, host } from '../cluster-samples.ts';
import { ago, NOON, report } from '../samples.ts';

const leave = { instance: 'i-2', node: 2, reason: { code: 'roll', text: '' }, at: ago(60) } as const;
const REPLACEMENT = { id: 'i-2b', launchTime: ago(50) };

/** Whether broker 2 has left, with these hosts besides the other brokers'. */
function left(...hosts: Host[]): boolean {
  return hasLeft(clusterFacts({ hosts: [host(1), ...hosts, host(3)], leave }), NOON);
}

describe('a broker that was asked to leave has left', () => {
  it('when another instance serves in its place', () => {
    expect(left(host(2, REPLACEMENT))).toBe(true);
    expect(left(host(2, { state: 'shutting-down' }), host(2, REPLACEMENT))).toBe(true);
  });

  it.each<[string, Host[]]>([
    ['it has not gone', [host(2)]],
    ['it has not gone, although its replacement serves', [host(2), host(2, REPLACEMENT)]],
    ['there is no other one', [host(2, { state: 'shutting-down' })]],
    ['the other one has not reported', [host(2, { ...REPLACEMENT, report: undefined })]],
    ['the other one is not ready', [host(2, { ...REPLACEMENT, report: report({ ready: false }) })]],
  ])('not while %s', (_when, hosts) => {
    expect(left(...hosts)).toBe(false);
  });

  it('when nobody waits for it, because the cluster sleeps', () => {
    const asleep = { groups: [1, 2, 3].map((node) => group(node, { desired: 0 })), leave };
    expect(hasLeft(clusterFacts({ ...asleep, hosts: [] }), NOON)).toBe(true);
    expect(hasLeft(clusterFacts({ ...asleep, hosts: [host(2)] }), NOON)).toBe(false);
  });

  it('never if nobody was asked', () => {
    expect(hasLeft(clusterFacts(), NOON)).toBe(false);
  });
});
