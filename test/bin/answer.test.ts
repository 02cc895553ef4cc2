import { describe, expect, it } from '@jest/globals';
import { bodyOf } from '../../bin/answer.ts';
import { EXIT } from '../../bin/exit.ts';

function answer(status: number, body: object) {
  return { status, headers: {}, body: JSON.stringify(body) };
}

describe("an environment's answer", () => {
  it('is its body when it did what was asked', () => {
    expect(bodyOf(answer(202, { state: 'booting' }))).toEqual({ state: 'booting' });
  });

  it.each([
    [409, 'held-off', EXIT.refused],
    [429, 'daily-cap', EXIT.refused],
    [404, 'unknown-target', EXIT.failed],
    [502, 'aws-failed', EXIT.failed],
  ])('is an error with its own words otherwise: %s %s ends with %s', (status, code, exitCode) => {
    expect(() => bodyOf(answer(status, { error: { code, message: 'no, because' } }))).toThrow(
      expect.objectContaining({ exitCode, message: `no, because (${code})` }),
    );
  });
});
