import { describe, expect, it } from '@jest/globals';
import { memoryOf } from '../../../rehearsal/machine/memory.ts';

describe('the memory of a machine', () => {
  it.each([
    ['t3.nano', 0.5],
    ['t3.micro', 1],
    ['t4g.small', 2],
    ['t3.medium', 4],
    ['m7i.4xlarge', 4],
  ])('of a %s is nearly %d GiB', (type, gibibytes) => {
    const share = memoryOf(type) / (gibibytes * 1024 ** 2);
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1);
  });
});
