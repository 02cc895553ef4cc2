import { expect, it } from '@jest/globals';
import { describeHistory } from '../../bin/print-history.ts';

const asleep = {
  at: '2026-11-21T12:20:00Z',
  from: 'stopping',
  to: 'asleep',
  reason: 'unused for 6 min, sleeps after 5 min',
  reasonCode: 'idle',
} as const;

it('a history is a sum and a line for each transition, with how long the state lasted', () => {
  const online = {
    at: '2026-11-21T12:00:00Z',
    left: '2026-11-21T12:19:00Z',
    from: 'booting',
    to: 'online',
    reason: 'ready 19 s after the start',
    reasonCode: 'ready',
    timings: { ec2: 16_400 },
  } as const;
  const text = describeHistory({
    target: 'kafka',
    timeline: [asleep, online],
    total: { since: online.at, wakes: 3, awake: 4_980 },
  });
  const [sum, newest, oldest] = text.split('\n');
  expect(sum).toMatch(/^kafka since .*: woken 3 times, awake for 1 h 23 min$/);
  expect(newest).toMatch(/ {2}stopping → asleep: unused for 6 min, sleeps after 5 min$/);
  expect(oldest).toMatch(/ {2}booting → online for 19 min \(ec2 16\.4 s\): ready 19 s after the start$/);
});

it('a target without a history says so', () => {
  expect(describeHistory({ target: 'kafka', timeline: [], total: { wakes: 0, awake: 0 } })).toBe(
    'kafka: nothing has happened yet',
  );
});
