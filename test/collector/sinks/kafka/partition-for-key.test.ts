import { describe, expect, it } from '@jest/globals';
import { murmur2 as libraryMurmur2 } from '@platformatic/kafka';
import fc from 'fast-check';
import { murmur2, partitionForKey } from '../../../../collector/sinks/kafka/partition-for-key.ts';

describe('the hash of a key', () => {
  // Of Kafka's own test, org.apache.kafka.common.utils.UtilsTest.testMurmur2.
  it.each([
    ['21', -973_932_308],
    ['foobar', -790_332_482],
    ['a-little-bit-long-string', -985_981_536],
    ['a-little-bit-longer-string', -1_486_304_829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
    ['abc', 479_470_107],
  ])('of %s is %i, as in Java', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('is the same as in the library, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(murmur2(bytes)).toBe(libraryMurmur2(Buffer.from(bytes)));
      }),
    );
  });
});

describe('the partition of a key', () => {
  it.each([
    ['21', 6, 0],
    ['foobar', 6, 0],
    ['abc', 6, 3],
    ['Ärger 🫖', 1, 0],
  ])('of %s among %i is %i, as by the Java producer', (key, partitions, partition) => {
    expect(partitionForKey(key, partitions)).toBe(partition);
  });
});
