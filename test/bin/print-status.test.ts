import { describe, expect, it } from '@jest/globals';
import { describeStatus } from '../../bin/print-status.ts';
import { aStatus } from './a-status.ts';

describe('what a person reads', () => {
  it('names the target, the state and the reason', () => {
    const [first, second] = describeStatus(aStatus()).split('\n');
    expect(first).toMatch(/^kafka: asleep since \S/);
    expect(second).toBe('  unused for 6 min, sleeps after 5 min');
  });

  it('says when it is expected to be online', () => {
    expect(describeStatus(aStatus({ state: 'booting', eta: '2026-11-21T12:00:20.000Z' }))).toMatch(
      /^kafka: booting since .*, online about /,
    );
  });

  it('says what needs a look', () => {
    const text = describeStatus(aStatus({ alarms: [{ code: 'max-awake', text: 'awake for 7 d 2 h' }] }));
    expect(text).toContain('\n  needs a look: awake for 7 d 2 h');
  });

  it('tells the last transitions with the parts of a wake', () => {
    const text = describeStatus(
      aStatus({
        timeline: [
          {
            at: '2026-11-21T12:00:00Z',
            from: 'booting',
            to: 'online',
            reason: 'a record went through',
            reasonCode: 'ready',
            timings: { ec2: 16_400, kafka: 2_900 },
          },
        ],
      }),
    );
    expect(text).toMatch(/booting → online \(ec2 16\.4 s, kafka 2\.9 s\): a record went through/);
  });

  it('tells of each broker of a cluster, and what ails it', () => {
    const member = {
      id: 'i-1',
      node: 1,
      state: 'running',
      launchTime: '2026-11-21T12:00:00Z',
      type: 't3.medium',
      zone: 'us-east-1a',
      market: 'on-demand',
      ready: true,
    } as const;
    const leaves = { code: 'interrupted', text: 'AWS takes it back at 12:02' } as const;
    const other = { ...member, id: 'i-2', node: 2, zone: 'us-east-1b', market: 'spot' } as const;
    const text = describeStatus(
      aStatus({ members: [member, { ...other, ready: false, underReplicated: 3, leaves }] }),
    );
    expect(text).toContain('\n  broker 1: ready, i-1 (t3.medium, on-demand, us-east-1a)\n');
    expect(text).toMatch(
      /broker 2: running, i-2 .*; 3 partitions lack a copy; leaves: AWS takes it back at 12:02$/,
    );
  });
});
