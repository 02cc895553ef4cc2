import { describe, expect, it } from '@jest/globals';
import { clusterInstance, isHalfStarted } from '../../../power/target/cluster-instance.ts';
import { hostIds, type Instance, isStoppable, type Member } from '../../../power/target/target.ts';
import { group, host } from '../cluster-samples.ts';
import { ago, instance } from '../samples.ts';

const CREATED = ago(1_000_000);

function clusterOf(desired: number[], ...states: Member['state'][]): Instance {
  const groups = desired.map((each, index) => group(index + 1, { desired: each }));
  const members = states.map((state, index) => host(index + 1, { state, launchTime: ago(100 + index) }));
  return clusterInstance('cluster', { groups, members }, CREATED);
}

describe('a cluster as an instance', () => {
  it.each<[Instance['state'], number[], Member['state'][]]>([
    ['running', [1, 1, 1], ['running', 'pending', 'shutting-down']],
    ['running', [1, 0, 0], ['running']],
    ['pending', [1, 1, 1], []],
    ['pending', [1, 1, 1], ['pending', 'shutting-down']],
    ['stopping', [0, 0, 0], ['running']],
    ['stopping', [0, 0, 0], ['shutting-down']],
    ['stopped', [0, 0, 0], []],
  ])('is %s if its groups are to have %j and its instances are %j', (state, desired, states) => {
    expect(clusterOf(desired, ...states)).toMatchObject({ id: 'cluster', state });
  });

  it('was launched when the oldest of those that live was, and else when its groups were made', () => {
    expect(clusterOf([1, 1], 'running', 'running').launchTime).toBe(ago(101));
    expect(clusterOf([1, 1], 'running', 'shutting-down').launchTime).toBe(ago(100));
    expect(clusterOf([0, 0], 'shutting-down', 'shutting-down').launchTime).toBe(ago(101));
    expect(clusterOf([1, 1]).launchTime).toBe(CREATED);
  });

  it('is half started if some groups are to have an instance and others are not', () => {
    expect(isHalfStarted(clusterOf([1, 0, 1]))).toBe(true);
    expect(isHalfStarted(clusterOf([1, 1, 1]))).toBe(false);
    expect(isHalfStarted(clusterOf([0, 0, 0]))).toBe(false);
    expect(isHalfStarted(instance())).toBe(false);
  });

  it('can be stopped before anything runs, and an instance cannot', () => {
    expect(isStoppable(clusterOf([1, 1]))).toBe(true);
    expect(isStoppable(clusterOf([1, 1], 'running'))).toBe(true);
    expect(isStoppable(clusterOf([0, 0], 'running'))).toBe(false);
    expect(isStoppable(instance({ state: 'pending' }))).toBe(false);
    expect(isStoppable(instance({ state: 'running' }))).toBe(true);
  });

  it('has the reports of its hosts, and an instance its own', () => {
    expect(hostIds(clusterOf([1, 1], 'running', 'pending'))).toEqual(['i-1', 'i-2']);
    expect(hostIds(instance())).toEqual(['i-1']);
  });
});
