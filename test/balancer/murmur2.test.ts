import { describe, expect, it } from '@jest/globals';
import { compatibilityPartitioner } from '@platformatic/kafka';
import fc from 'fast-check';
import { murmur2 } from '../../balancer/murmur2.ts';
import { hashOfKey } from '../../balancer/partitioner.ts';

describe('murmur2', () => {
  // From Kafka's own UtilsTest#testMurmur2.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('of %s is what Java says', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });

  it('agrees with the library for any bytes, also those that lie within others', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(3), (bytes, from) => {
        const key = Buffer.from(bytes).subarray(from);
        const message = { topic: 'any', key };
        expect(hashOfKey(key)).toBe(compatibilityPartitioner(message, key));
      }),
    );
  });
});
