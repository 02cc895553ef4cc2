import { describe, expect, it } from '@jest/globals';
import { requireNode } from '../../../rehearsal/laptop/node-version.ts';

describe('the Node that runs us', () => {
  it.each(['22.18.0', '24.21.0', '26.0.0'])('may be %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(['20.20.2', '22.17.9'])('may not be %s, and the error says how to get another', (version) => {
    expect(() => requireNode(version)).toThrow(
      expect.objectContaining({ code: 'node-too-old', message: expect.stringMatching(/npm start/) }),
    );
  });
});
