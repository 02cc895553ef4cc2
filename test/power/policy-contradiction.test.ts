import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BROKERS_POLICY, DEFAULT_POLICY, type InstancePolicy } from '../../power/policy.ts';
import { contradictionIn } from '../../power/policy-contradiction.ts';

function contradiction(over: Partial<InstancePolicy>): string | undefined {
  return contradictionIn({ ...DEFAULT_POLICY, ...over }, DEFAULT_POLICY);
}

describe('a host that never reports', () => {
  const useless = (field: string) =>
    `has reports "none" and ${field}, but without reports nobody knows of use or lag; leave ${field} out, or let the host report`;

  it('has nothing to be idle after, and no lag to wait for', () => {
    expect(contradiction({ reports: 'none' })).toBeUndefined();
    expect(contradiction({ reports: 'none', idleAfter: 600 })).toBe(useless('idleAfter'));
    expect(contradiction({ reports: 'none', waitForLag: ['billing'] })).toBe(useless('waitForLag'));
  });

  it('is no other one', () => {
    expect(contradiction({ idleAfter: 600, waitForLag: ['billing'] })).toBeUndefined();
  });
});

it('a cluster has no sizes of its own', () => {
  const complaint =
    'is of kind "brokers" and has size or fallbackSizes, but the types that brokers may have are those of their groups; leave them out';
  const ofCluster = (over: object) =>
    contradictionIn({ ...DEFAULT_BROKERS_POLICY, ...over }, DEFAULT_BROKERS_POLICY);
  expect(ofCluster({})).toBeUndefined();
  expect(ofCluster({ size: 't3.medium' })).toBe(complaint);
  expect(ofCluster({ fallbackSizes: ['t3.medium'] })).toBe(complaint);
});

it('a cluster reports', () => {
  expect(contradictionIn({ ...DEFAULT_BROKERS_POLICY, reports: 'none' }, DEFAULT_BROKERS_POLICY)).toBe(
    'is of kind "brokers" and has reports "none", but only their hosts know whether brokers are in sync; leave reports out',
  );
});

describe('too long awake', () => {
  it('is not before it has been up for the minimum', () => {
    expect(contradiction({ bootDeadline: 200, minAwake: 100, maxAwake: 300 })).toBeUndefined();
    expect(contradiction({ bootDeadline: 200, minAwake: 100, maxAwake: 299 })).toBe(
      'has maxAwake 299 (4 min 59 s), less than bootDeadline and minAwake together (5 min), so that it would be too long awake before it was up; raise it or lower those',
    );
  });
});
