import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BROKERS_POLICY, DEFAULT_POLICY } from '../../power/policy.ts';
import { wrongFields } from '../../power/policy-fields.ts';

/** What is wrong with the defaults and that. */
function wrong(over: object): string[] {
  return wrongFields({ ...DEFAULT_POLICY, ...over });
}

it('nothing is wrong with the defaults', () => {
  expect(wrong({})).toEqual([]);
});

describe('choices', () => {
  it.each([
    [{ reports: 'none' }, []],
    [{ maxAwakeAction: 'stop' }, []],
    [{ kind: 'group' }, ['has kind "group"; allowed: instance, brokers']],
    [{ reports: true }, ['has reports true; allowed: agent, none']],
    [{ maxAwakeAction: 'page' }, ['has maxAwakeAction "page"; allowed: tell, stop']],
  ])('%j', (over, complaints) => {
    expect(wrong(over)).toEqual(complaints);
  });
});

describe('seconds', () => {
  it.each([
    ['idleAfter', 1, 604_800, '7 d'],
    ['minAwake', 0, 604_800, '7 d'],
    ['bootDeadline', 1, 86_400, '1 d'],
    ['reportEvery', 1, 60, '1 min'],
    ['maxAwake', 60, 31_536_000, '365 d'],
  ])('of %s go from %d to %d, both included', (field, min, max, longest) => {
    for (const seconds of [min, max]) expect(wrong({ [field]: seconds })).toEqual([]);
    for (const seconds of [min - 1, max + 1, min + 0.5]) {
      expect(wrong({ [field]: seconds })).toEqual([
        `has ${field} ${seconds}; allowed are whole seconds from ${min} to ${max} (${longest})`,
      ]);
    }
  });

  it('are numbers', () => {
    expect(wrong({ idleAfter: '5 min' })).toEqual([
      'has idleAfter "5 min"; allowed are whole seconds from 1 to 604800 (7 d)',
    ]);
    expect(wrong({ minAwake: null })).toHaveLength(1);
  });
});

describe('what clusters have besides', () => {
  const ofCluster = (over: object) => wrongFields({ ...DEFAULT_BROKERS_POLICY, ...over });

  it('is fine by default', () => {
    expect(ofCluster({})).toEqual([]);
  });

  it.each([
    ['onDemandCount', 0, 9, 'whole numbers from 0 to 9'],
    ['maxOnDemandHours', 0, 6_696, 'whole numbers from 0 to 6696'],
    ['spotPatience', 1, 86_400, 'whole seconds from 1 to 86400 (1 d)'],
    ['backToSpotAfter', 1, 2_678_400, 'whole seconds from 1 to 2678400 (31 d)'],
  ])('of %s go from %d to %d, both included', (field, min, max, range) => {
    for (const value of [min, max]) expect(ofCluster({ [field]: value })).toEqual([]);
    for (const value of [min - 1, max + 1, min + 0.5, `${min}`]) {
      expect(ofCluster({ [field]: value })).toEqual([
        `has ${field} ${JSON.stringify(value)}; allowed are ${range}`,
      ]);
    }
  });
});

describe('groups to wait for', () => {
  const refusal = (given: unknown) => [
    `has waitForLag ${JSON.stringify(given)}; allowed is a list of up to 20 different names such as ["billing", "search-index"]`,
  ];

  it.each([
    [['billing', 'Überweisungen, täglich']],
    [['g'.repeat(249)]],
    [Array.from({ length: 20 }, (_, index) => `group-${index}`)],
  ])('can be %j', (names) => {
    expect(wrong({ waitForLag: names })).toEqual([]);
  });

  it.each([
    ['billing'],
    [['billing', 'billing']],
    [['']],
    [['g'.repeat(250)]],
    [['two\nlines']],
    [[7]],
    [Array.from({ length: 21 }, (_, index) => `group-${index}`)],
  ])('cannot be %j', (names) => {
    expect(wrong({ waitForLag: names })).toEqual(refusal(names));
  });
});

describe('instance types', () => {
  it.each(['t3.medium', 'm7i-flex.8xlarge', 'u-6tb1.metal'])('can be %s', (type) => {
    expect(wrong({ fallbackSizes: [type], size: type })).toEqual([]);
  });

  it.each(['medium', 'T3.medium', 't3.medium ', ' t3.medium', 't3.', '.medium'])('cannot be "%s"', (type) => {
    expect(wrong({ fallbackSizes: [type], size: type })).toEqual([
      `has fallbackSizes ["${type}"]; allowed is a list of up to 20 different names such as ["t3a.medium", "t3.large"]`,
      `has size "${type}"; allowed is an instance type such as "t3.medium"`,
    ]);
  });

  it('are texts', () => {
    expect(wrong({ size: 3 })).toEqual(['has size 3; allowed is an instance type such as "t3.medium"']);
    // As a text it would look like one.
    expect(wrong({ size: ['t3.medium'] })).toHaveLength(1);
  });
});

it('everything that is wrong is told', () => {
  expect(wrong({ kind: 1, idleAfter: 0, waitForLag: 1, size: 1 })).toHaveLength(4);
});
