import { expect, it } from '@jest/globals';
import type { UseRecord } from '../../host/use-record.ts';
import { UseSince } from '../../host/use-since.ts';
import { intent } from '../power/samples.ts';

const NOTHING = { ends: new Map(), commits: new Map(), sent: new Map() };

function used(lastUsedAt: string): UseRecord<typeof NOTHING> {
  return { lastUsedAt, use: 'records written to orders-0', snapshot: NOTHING };
}

it('use that the reaper did not know of revokes a stop that was announced for want of use', () => {
  const since = new UseSince();
  since.announced(intent(), '12:00');
  expect(since.revokes(intent(), used('12:00'))).toBe(false);
  expect(since.revokes(intent(), used('12:01'))).toBe(true);
});

it('a stop that is read again is not announced again', () => {
  const since = new UseSince();
  since.announced(intent(), '12:00');
  since.announced(intent(), '12:01');
  expect(since.revokes(intent(), used('12:01'))).toBe(true);
});

it('a new announcement rests on what was known by then', () => {
  const since = new UseSince();
  since.announced(intent(), '12:00');
  since.announced(undefined, '12:01');
  since.announced(intent(), '12:01');
  expect(since.revokes(intent(), used('12:01'))).toBe(false);
});

it('use does not revoke what was decided although it is used', () => {
  const since = new UseSince();
  const heldOff = intent({ reason: { code: 'held-off', text: 'put to sleep by a person' } });
  since.announced(heldOff, '12:00');
  expect(since.revokes(heldOff, used('12:01'))).toBe(false);
});

it('what is unknown revokes nothing: a Kafka that does not answer is stopped as announced', () => {
  const since = new UseSince();
  since.announced(intent(), '12:00');
  expect(since.revokes(intent(), { lastUsedAt: '12:01', use: 'unknown: connection refused' })).toBe(false);
});
