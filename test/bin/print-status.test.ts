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
});
