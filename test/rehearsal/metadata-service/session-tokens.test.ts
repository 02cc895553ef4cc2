import { describe, expect, it } from '@jest/globals';
import { SessionTokens } from '../../../rehearsal/metadata-service/session-tokens.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');

describe('session tokens', () => {
  it('are valid for the seconds that were asked for', () => {
    const tokens = new SessionTokens();
    const token = tokens.issue('60', NOW);
    expect(tokens.isValid(token, NOW + 59_999)).toBe(true);
    expect(tokens.isValid(token, NOW + 60_000)).toBe(false);
  });

  it.each([undefined, '', '0', '21601', '1.5', 'soon'])('are not issued for a life of %p seconds', (life) => {
    expect(new SessionTokens().issue(life, NOW)).toBeUndefined();
  });

  it('of others are not valid', () => {
    const tokens = new SessionTokens();
    expect(tokens.isValid(new SessionTokens().issue('60', NOW), NOW)).toBe(false);
    expect(tokens.isValid(undefined, NOW)).toBe(false);
  });
});
