import { describe, expect, it } from '@jest/globals';
import { clusterId, clusterIdIn } from '../../kafka/cluster-id.ts';

const identity = { account: '123456789012', environment: 'dev', target: 'kafka' };

describe('a cluster id', () => {
  it('follows from the account, the environment and the target, and from nothing else', () => {
    expect(clusterId(identity)).toBe(clusterId({ ...identity }));
    const others = [{ account: '210987654321' }, { environment: 'prod' }, { target: 'other' }];
    const ids = [identity, ...others.map((other) => ({ ...identity, ...other }))].map(clusterId);
    expect(new Set(ids).size).toBe(4);
  });

  it('looks as Kafka wants it, for any name: 22 characters, never an option', () => {
    for (let n = 0; n < 500; n++) {
      expect(clusterId({ ...identity, environment: `env-${n}` })).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
    }
  });

  it('is not made of names that could be mistaken for others', () => {
    for (const wrong of [{ account: '' }, { environment: 'dev/kafka' }]) {
      expect(() => clusterId({ ...identity, ...wrong })).toThrow(
        expect.objectContaining({ code: 'bad-identity' }),
      );
    }
  });

  it('is found in what Kafka wrote when it formatted the directory', () => {
    const text =
      '#\n#Sat Nov 21 13:56:56 UTC 2026\ncluster.id=W2vwkwPTTKqRvqfavAjzPA\nnode.id=1\nversion=1\n';
    expect(clusterIdIn(text)).toBe('W2vwkwPTTKqRvqfavAjzPA');
    expect(clusterIdIn('node.id=1\n')).toBeUndefined();
    expect(clusterIdIn('cluster.id=\n')).toBeUndefined();
  });
});
