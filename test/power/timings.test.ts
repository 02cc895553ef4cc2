import { describe, expect, it } from '@jest/globals';
import { wakeTimings } from '../../power/timings.ts';
import { ago } from './samples.ts';

describe('the parts of a wake', () => {
  it('are told as far as the host told its steps', () => {
    expect(wakeTimings(ago(60), { agentAt: ago(40) })).toEqual({ ec2: 20_000 });
    expect(wakeTimings(ago(60), { agentAt: ago(40), readyAt: ago(30) })).toEqual({
      ec2: 20_000,
      total: 30_000,
    });
  });

  it('may take no time at all, as EC2 gives whole seconds', () => {
    expect(wakeTimings(ago(40), { agentAt: ago(40) })).toEqual({ ec2: 0 });
  });

  it('are left out where two clocks disagree', () => {
    expect(wakeTimings(ago(40), { agentAt: ago(41), kafkaAt: ago(39), readyAt: ago(30) })).toEqual({
      agent: 2_000,
      kafka: 9_000,
      total: 10_000,
    });
  });
});
