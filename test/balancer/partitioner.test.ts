import { describe, expect, it } from '@jest/globals';
import { hashOfKey, javaPartitioner, partitionForKey } from '../../balancer/partitioner.ts';

describe('the partitioner', () => {
  it('gives a key the same hash, however it is written', () => {
    expect(hashOfKey('grüße')).toBe(hashOfKey(Buffer.from('grüße')));
    expect(javaPartitioner()(Buffer.from('grüße'), 'any', 6)).toBe(hashOfKey('grüße'));
  });

  it('never gives a negative number, as murmur2 does', () => {
    expect(partitionForKey('foobar', 6)).toBe((-790332482 & 0x7fffffff) % 6);
  });

  it('lets records without a key take turns', () => {
    const partition = javaPartitioner();
    const turns = Array.from({ length: 7 }, () => partition(undefined, 'any', 3) % 3);
    expect(turns).toEqual([1, 2, 0, 1, 2, 0, 1]);
  });
});
