import { describe, expect, it } from '@jest/globals';
import { clusterId } from '../../kafka/cluster-id.ts';
import { initialDirectoryId } from '../../kafka/directory-id.ts';
import { initialControllers } from '../../kafka/initial-controllers.ts';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';

const cluster = { account: '123456789012', environment: 'dev', target: 'cluster' };

describe('the directory id with which a controller begins', () => {
  it('follows from whose node it is, and differs from that of any other node and from the cluster id', () => {
    expect(initialDirectoryId({ ...cluster, node: 1 })).toBe(initialDirectoryId({ ...cluster, node: 1 }));
    const ids = [1, 2, 3].map((node) => initialDirectoryId({ ...cluster, node }));
    const elsewhere = initialDirectoryId({ ...cluster, environment: 'prod', node: 1 });
    expect(new Set([...ids, elsewhere, clusterId(cluster)]).size).toBe(5);
  });

  it('looks as Kafka wants it, for any name: 22 characters, never an option', () => {
    for (let n = 0; n < 200; n++) {
      expect(initialDirectoryId({ ...cluster, environment: `env-${n}`, node: 1 })).toMatch(
        /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/,
      );
    }
  });

  it('is not made of names that could be mistaken for others', () => {
    expect(() => initialDirectoryId({ ...cluster, target: 'a/b', node: 1 })).toThrow(
      expect.objectContaining({ code: 'bad-identity' }),
    );
  });
});

describe('the initial controllers', () => {
  it('are the first three nodes in their order, with their ids, doors and directories', () => {
    const peers = new Map(
      [4, 3, 2, 1].map((node) => [node, { host: `broker-${node}.internal`, ports: DEFAULT_PORTS }]),
    );
    const expected = [1, 2, 3].map(
      (node) => `${node}@broker-${node}.internal:9094:${initialDirectoryId({ ...cluster, node })}`,
    );
    expect(initialControllers(cluster, peers).split(',')).toEqual(expected);
  });
});
