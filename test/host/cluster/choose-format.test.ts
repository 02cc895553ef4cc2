import { describe, expect, it } from '@jest/globals';
import { chooseFormat, type DirectoryFacts } from '../../../host/cluster/choose-format.ts';

const OURS = 'b3Vycy1vdXJzLW91cnMtb3';
const THEIRS = 'dGhlaXJzLXRoZWlycy10aG';

function facts(over: Partial<DirectoryFacts>): DirectoryFacts {
  return {
    node: 2,
    isController: true,
    found: undefined,
    recorded: undefined,
    parameter: '/catnap/dev/directories/cluster-2',
    ...over,
  };
}

const found = (directoryId: string, node = 2) => ({ found: { directoryId, node } });

describe('the log directory of a broker', () => {
  it.each<[string, Partial<DirectoryFacts>, string]>([
    ['a new controller begins the cluster', {}, 'format-first'],
    ['a new broker joins it', { isController: false }, 'format-joining'],
    ['one that is known is used', { ...found(OURS), recorded: OURS }, 'use'],
    ['one of which nobody has kept the id yet is used', found(OURS), 'use'],
    ['a controller that a person lets begin anew joins', { recorded: 'replace' }, 'format-joining'],
    ['one that has just been formatted anew is used', { ...found(OURS), recorded: 'replace' }, 'use'],
    ['a broker that lost its own joins', { isController: false, recorded: OURS }, 'format-joining'],
  ])('%s', (_what, known, choice) => {
    expect(chooseFormat(facts(known))).toBe(choice);
  });

  it.each<[string, Partial<DirectoryFacts>, string]>([
    ['another one than is known', { ...found(THEIRS), recorded: OURS }, 'foreign-volume'],
    ["another broker's, though nobody has kept ours", found(THEIRS, 1), 'foreign-volume'],
    [
      "another broker's, though a person let ours begin anew",
      { ...found(THEIRS, 1), recorded: 'replace' },
      'foreign-volume',
    ],
    ['none, where a controller had one', { recorded: OURS }, 'lost-volume'],
  ])('is refused: %s', (_what, known, code) => {
    expect(() => chooseFormat(facts(known))).toThrow(expect.objectContaining({ code }));
  });
});
