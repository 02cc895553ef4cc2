import { describe, expect, it } from '@jest/globals';
import { parsePolicy, policyOf } from '../../power/parse-policy.ts';
import { DEFAULT_POLICY } from '../../power/policy.ts';

const windows = [{ days: ['sat'], from: '22:00', to: '02:00', timeZone: 'Europe/Berlin' }] as const;

function refused(json: string): unknown {
  try {
    return parsePolicy(json);
  } catch (error) {
    return error;
  }
}

describe('a policy', () => {
  it('has a default for everything but the size', () => {
    const policy = {
      kind: 'instance',
      reports: 'agent',
      idleAfter: 300,
      minAwake: 300,
      bootDeadline: 300,
      reportEvery: 20,
      maxAwake: 604_800,
      maxAwakeAction: 'tell',
      windows: [],
      waitForLag: [],
      fallbackSizes: [],
    };
    expect(policyOf({})).toEqual(policy);
    expect(policyOf({ size: undefined, idleAfter: undefined })).toEqual(policy);
    expect(parsePolicy('{}')).toEqual(policy);
    expect(DEFAULT_POLICY).toEqual(policy);
  });

  it('keeps what is given', () => {
    const given = {
      kind: 'instance',
      reports: 'agent',
      idleAfter: 5,
      minAwake: 0,
      bootDeadline: 60,
      reportEvery: 1,
      maxAwake: 60,
      maxAwakeAction: 'stop',
      windows,
      waitForLag: ['billing'],
      fallbackSizes: ['t3.large'],
      size: 't3.medium',
    } as const;
    expect(policyOf(given)).toEqual(given);
    expect(parsePolicy(JSON.stringify(given))).toEqual(given);
  });

  it.each([
    [
      '{"idleafter":5}',
      'does not know idleafter; it has kind, reports, idleAfter, minAwake, bootDeadline, reportEvery, maxAwake, maxAwakeAction, windows, waitForLag, fallbackSizes, size',
    ],
    ['{"a":1,"b":2}', 'does not know a, b; it has kind, reports'],
    ['{"idleAfter":0,"minAwake":-1}', 'has idleAfter 0; allowed are whole seconds from 1 to 604800 (7 d)'],
    ['{"windows":{}}', 'has windows {}; allowed is an array such as '],
    [
      '{"windows":[{"days":["sat"],"from":"8:00","to":"14:00","timeZone":"UTC"}]}',
      "has from '8:00' in window 1 of 1; allowed is HH:MM",
    ],
    [
      '{"windows":[{"days":["sat"],"from":"08:00","to":"14:00","timeZone":"Europe/Bonn"}]}',
      "has timeZone 'Europe/Bonn' in window 1 of 1; allowed is an IANA name",
    ],
    ['{"maxAwake":60}', 'has maxAwake 60 (1 min), less than bootDeadline and minAwake together (10 min)'],
  ])('cannot be %s', (json, complaint) => {
    expect(refused(json)).toMatchObject({
      code: 'bad-policy',
      message: expect.stringMatching(/^The policy .* Correct the configuration and deploy again\.$/),
    });
    expect(refused(json)).toMatchObject({ message: expect.stringContaining(complaint) });
  });
});

describe('the policy of a cluster', () => {
  const own = { onDemandCount: 1, spotPatience: 600, backToSpotAfter: 3600, maxOnDemandHours: 100 };

  it('has defaults of its own, and what all targets have', () => {
    const policy = { ...DEFAULT_POLICY, kind: 'brokers', bootDeadline: 600, ...own };
    expect(policyOf({ kind: 'brokers' })).toEqual(policy);
    expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
    expect(parsePolicy('{"kind":"brokers","onDemandCount":0}')).toEqual({ ...policy, onDemandCount: 0 });
  });

  it('has fields that no other one has', () => {
    expect(refused('{"onDemandCount":0}')).toMatchObject({
      code: 'bad-policy',
      message: expect.stringContaining('does not know onDemandCount; it has kind, reports,'),
    });
    expect(refused('{"kind":"brokers","fallbackSizes":["t3.large"]}')).toMatchObject({ code: 'bad-policy' });
  });
});

describe('the JSON of a policy', () => {
  it.each(['[]', 'null', '5', '"x"'])('is an object and not %s', (json) => {
    expect(refused(json)).toMatchObject({
      code: 'bad-policy',
      message: `The policy is ${json}; it must be an object such as ${JSON.stringify(DEFAULT_POLICY)}. Correct the configuration and deploy again.`,
    });
  });

  it('is JSON, and no more of it is shown than a message can bear', () => {
    const error = refused(`{${'x'.repeat(100)}`);
    expect(error).toMatchObject({
      code: 'bad-policy',
      message: `The policy is not JSON: {${'x'.repeat(79)}. Correct the configuration and deploy again.`,
      cause: expect.any(SyntaxError),
    });
    const list = `["${'x'.repeat(100)}"]`;
    expect(refused(list)).toMatchObject({
      message: expect.stringContaining(`The policy is ["${'x'.repeat(78)}; it must be`),
    });
  });
});
