import type { Instance } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { stopOf } from '../../../power/target/instance-stop.ts';

function described(Code: string | undefined, Message?: string, StateTransitionReason?: string): Instance {
  return { StateReason: Code === undefined ? undefined : { Code, Message }, StateTransitionReason };
}

describe('how an instance came to stop', () => {
  it('by somebody’s call: when, to the second, and EC2’s words', () => {
    const asked = described(
      'Client.UserInitiatedShutdown',
      'Client.UserInitiatedShutdown: User initiated shutdown',
      'User initiated (2026-11-21 16:00:05 GMT)',
    );
    expect(stopOf(asked)).toEqual({
      by: 'user',
      at: '2026-11-21T16:00:05.000Z',
      why: 'Client.UserInitiatedShutdown: User initiated shutdown',
    });
  });

  it.each([
    ['from within', 'Client.InstanceInitiatedShutdown', ''],
    [
      'by a call that only the transition reason tells of',
      undefined,
      'User initiated (2026-11-21 16:00:05 UTC)',
    ],
    ['by a call at a time that is not told', 'Client.UserInitiatedShutdown', 'User initiated'],
  ])('%s: a user’s stop', (_how, code, reason) => {
    const stop = stopOf(described(code, undefined, reason));
    expect(stop?.by).toBe('user');
    expect(stop?.at).toBe(reason.includes('UTC') ? '2026-11-21T16:00:05.000Z' : undefined);
  });

  it.each([
    'Client.InternalError',
    'Client.InvalidSnapshot.NotFound',
    'Client.VolumeLimitExceeded',
    'Server.InsufficientInstanceCapacity',
    'Server.InternalError',
  ])('by %s: a start that came to nothing, although somebody’s call is still told of', (code) => {
    const stop = stopOf(described(code, `${code}: no key`, 'User initiated (2026-11-20 09:00:00 GMT)'));
    expect(stop).toEqual({ by: 'failed-start', why: `${code}: no key` });
  });

  it.each(['Server.ScheduledStop', 'Server.SpotInstanceShutdown'])('by %s: AWS’s own stop', (code) => {
    expect(stopOf(described(code, `${code}: retired`, 'Server scheduled stop'))).toEqual({
      by: 'aws',
      why: `${code}: retired`,
    });
  });

  it('says why in the message, else the transition reason, else the code', () => {
    expect(stopOf(described('Server.ScheduledStop', '', 'Scheduled stop'))?.why).toBe('Scheduled stop');
    expect(stopOf(described('Server.ScheduledStop'))?.why).toBe('Server.ScheduledStop');
  });

  it('is not known if EC2 says nothing', () => {
    expect(stopOf({})).toBeUndefined();
    expect(stopOf(described('', '', ''))).toBeUndefined();
  });

  it.each([
    'User initiated (2026-11-21)',
    'User initiated (2026-11-21 16:00:05 PST)',
    'User initiated 2026-11-21 16:00:05 GMT',
  ])('has no instant in %j', (reason) => {
    expect(stopOf(described(undefined, undefined, reason))).toEqual({ by: 'user', why: reason });
  });
});
