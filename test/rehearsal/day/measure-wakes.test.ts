import { describe, expect, it } from '@jest/globals';
import { medianParts, type WakeParts } from '../../../rehearsal/day/measure-wakes.ts';

describe('the parts of several wakes', () => {
  it('come to the median of each part, also where a wake lacks one', () => {
    const wakes: WakeParts[] = [{ ec2: 3000, kafka: 5000 }, { ec2: 9000, kafka: 4000 }, { ec2: 2000 }];
    expect(medianParts(wakes)).toEqual({ ec2: 3000, kafka: 4500 });
  });
});
