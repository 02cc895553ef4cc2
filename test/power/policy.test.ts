import { describe, expect, it } from '@jest/globals';
import { parsePolicy, policyOf } from '../../power/policy.ts';

describe('a policy', () => {
  it('has a default for everything', () => {
    const policy = { kind: 'instance', idleAfter: 300, minAwake: 300, bootDeadline: 300, reportEvery: 20 };
    expect(policyOf({})).toEqual(policy);
    expect(parsePolicy('{}')).toEqual(policy);
  });

  it('keeps what is given', () => {
    expect(parsePolicy('{"idleAfter":5,"minAwake":0,"reportEvery":1}')).toMatchObject({
      idleAfter: 5,
      minAwake: 0,
      reportEvery: 1,
    });
  });

  it.each([
    ['{', 'is not JSON: {'],
    ['[]', 'is []; it must be an object such as {"kind":"instance"'],
    ['null', 'is null; it must be an object'],
    ['{"kind":"brokers"}', 'has kind "brokers"; allowed is "instance"'],
    [
      '{"idleafter":5}',
      'does not know idleafter; it has kind, idleAfter, minAwake, bootDeadline, reportEvery',
    ],
    ['{"idleAfter":0}', 'has idleAfter 0; allowed are whole seconds from 1 to 604800'],
    ['{"idleAfter":"5 min"}', 'has idleAfter "5 min"; allowed are whole seconds'],
    ['{"minAwake":1.5}', 'has minAwake 1.5; allowed are whole seconds from 0 to 604800'],
    ['{"bootDeadline":86401}', 'has bootDeadline 86401; allowed are whole seconds from 1 to 86400'],
    ['{"reportEvery":61}', 'has reportEvery 61; allowed are whole seconds from 1 to 60'],
  ])('cannot be %s', (json, complaint) => {
    expect(() => parsePolicy(json)).toThrow(
      expect.objectContaining({ code: 'bad-policy', message: expect.stringContaining(complaint) }),
    );
  });
});
