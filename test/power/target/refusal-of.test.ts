import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../power/target/refusal-of.ts';

function ec2Error(name: string): Error {
  return Object.assign(new Error('says EC2'), { name });
}

describe('EC2’s errors', () => {
  it.each([
    ['InsufficientInstanceCapacity', 'no-capacity'],
    ['Server.InsufficientInstanceCapacity', 'no-capacity'],
    ['InsufficientCapacity', 'no-capacity'],
    ['InsufficientHostCapacity', 'no-capacity'],
    ['Unsupported', 'no-capacity'],
    ['InvalidInstanceAttributeValue', 'no-capacity'],
    ['InstanceLimitExceeded', 'quota'],
    ['VcpuLimitExceeded', 'quota'],
  ])('%s refuse for now: %s', (name, refused) => {
    expect(refusalOf(ec2Error(name))).toEqual({ refused, text: 'says EC2' });
  });

  it('IncorrectInstanceState ask to come back', () => {
    expect(refusalOf(ec2Error('IncorrectInstanceState'))).toBe('not-startable');
  });

  it.each([
    'RequestLimitExceeded',
    'UnauthorizedOperation',
    'InsufficientInstanceCapacity.Server.',
    'InstanceServer.LimitExceeded',
  ])('%s are failures', (name) => {
    const error = ec2Error(name);
    expect(() => refusalOf(error)).toThrow(error);
  });

  it('are errors: what else is thrown is a mistake of ours', () => {
    const thrown = { name: 'IncorrectInstanceState' };
    let caught: unknown;
    try {
      refusalOf(thrown);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
  });
});
