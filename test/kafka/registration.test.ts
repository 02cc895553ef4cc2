import { describe, expect, it } from '@jest/globals';
import { latestRegistration } from '../../kafka/registration.ts';
import { batch, NOTHING, registration } from './metadata-batches.ts';

describe('the epoch under which a broker is registered', () => {
  it('is that of its latest registration, among those of others', () => {
    const log = Buffer.concat([
      batch(registration(1, 12n)),
      batch(registration(2, 14n), registration(1, 15n)),
      batch(registration(2, 40n)),
    ]);
    expect(latestRegistration(log, 1)).toBe(15n);
    expect(latestRegistration(log, 2)).toBe(40n);
    expect(latestRegistration(log, 3)).toBeUndefined();
  });

  it('is found between batches that say that nothing has changed', () => {
    const log = Buffer.concat([batch(NOTHING), batch(registration(1, 12n)), batch(NOTHING)]);
    expect(latestRegistration(log, 1)).toBe(12n);
  });

  it('is not read from a batch that was cut off when the broker was killed', () => {
    const whole = batch(registration(1, 12n));
    const later = batch(registration(1, 99n));
    for (let length = 0; length < later.length; length++) {
      expect(latestRegistration(Buffer.concat([whole, later.subarray(0, length)]), 1)).toBe(12n);
    }
  });
});
