import { expect, it } from '@jest/globals';
import { decide } from '../../power/decide.ts';
import { situationOf } from '../../power/situation.ts';
import { CLUSTER_POLICY, clusterFacts, host } from './cluster-samples.ts';
import { ago, facts, instance, NOON, POLICY, report, transition } from './samples.ts';

it('people are told what was decided, and since when it is so', () => {
  const seen = facts({
    instance: instance({ launchTime: ago(8 * 86_400) }),
    recorded: transition({ to: 'online', at: ago(99) }),
  });
  const { action: _action, ...told } = decide(seen, POLICY, NOON);
  expect(situationOf(seen, decide(seen, POLICY, NOON), NOON)).toEqual({ ...told, since: ago(99) });
  expect(told.alarms).toHaveLength(1);
});

it('people are told of each broker of a cluster', () => {
  const failed = report({ ready: false, detail: { phase: 'failed', message: 'the volume is lost' } });
  const hosts = [
    host(1, { report: report({ atRisk: 'rebalance recommended', underReplicated: 4 }) }),
    host(2, { report: failed }),
    host(3, { state: 'shutting-down' }),
  ];
  const reason = { code: 'roll', text: 'new programs' } as const;
  const seen = clusterFacts({ hosts, leave: { instance: 'i-3', node: 3, reason, at: ago(60) } });
  const { members } = situationOf(seen, decide(seen, CLUSTER_POLICY, NOON), NOON);
  const { report: _report, ...first } = hosts[0] ?? host(1);
  expect(members).toEqual([
    { ...first, ready: true, underReplicated: 4, message: 'rebalance recommended' },
    expect.objectContaining({ node: 2, ready: false, message: 'the volume is lost' }),
    expect.objectContaining({ node: 3, ready: false, state: 'shutting-down', leaves: reason }),
  ]);
});
