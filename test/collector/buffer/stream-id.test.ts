import { describe, expect, it } from '@jest/globals';
import { appendedAt, following, isBefore } from '../../../collector/buffer/stream-id.ts';

describe('the id of a stream entry', () => {
  it('tells when it was appended', () => {
    expect(appendedAt('1767225600000-3')).toBe('2026-01-01T00:00:00.000Z');
  });

  it('is compared by number, not by letter', () => {
    expect(isBefore('999-0', '1000-0')).toBe(true);
    expect(isBefore('1000-9', '1000-10')).toBe(true);
    expect(isBefore('1000-10', '1000-10')).toBe(false);
    expect(isBefore('1001-0', '1000-10')).toBe(false);
  });

  it('has a next one, exact for the largest numbers too', () => {
    expect(following('5-0')).toBe('5-1');
    expect(following('5-9007199254740993')).toBe('5-9007199254740994');
  });
});
