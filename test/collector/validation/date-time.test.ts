import { expect, it } from '@jest/globals';
import { isDateTime } from '../../../collector/validation/date-time.ts';

it.each([
  '2026-11-21T20:00:00Z',
  '2026-11-21t20:00:00.123456789+05:30',
  '2024-02-29T23:59:59-23:59',
  '2016-12-31T23:59:60Z',
  '2026-10-31 00:00:00z',
])('%s is an instant', (text) => {
  expect(isDateTime(text)).toBe(true);
});

it.each([
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01',
  'yesterday',
  '1700000000',
  '',
])('%s is none', (text) => {
  expect(isDateTime(text)).toBe(false);
});
