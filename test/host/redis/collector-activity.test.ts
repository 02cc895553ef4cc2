import { describe, expect, it } from '@jest/globals';
import type { CollectorStatus } from '../../../collector/status/collector-status.ts';
import {
  type CollectorActivity,
  collectorActivity,
  collectorUse,
} from '../../../host/redis/collector-activity.ts';

const STATUS: CollectorStatus = {
  ready: true,
  why: 'the sink takes events at once',
  mode: 'direct',
  startedAt: '2026-11-21T03:00:00.000Z',
  accepted: 12,
  pending: { events: 2, bytes: 100 },
  sink: { kind: 'kafka', connected: true },
  buffer: { warnings: [], entries: 3, broken: 0, setAside: 0 },
  schemas: { names: [], broken: [] },
};

const QUIET: CollectorActivity = { startedAt: '03:00', accepted: 12, waiting: 0 };

describe("the collector's activity", () => {
  it('is what it has accepted, and what waits in its memory and its buffer', () => {
    expect(collectorActivity(STATUS)).toEqual({
      startedAt: '2026-11-21T03:00:00.000Z',
      accepted: 12,
      waiting: 5,
    });
  });

  it('is unknown while it cannot look into its buffer', () => {
    const blind = { ...STATUS, buffer: { ...STATUS.buffer, trouble: 'Redis is loading' } };
    expect(() => collectorActivity(blind)).toThrow('cannot tell what is in its buffer: Redis is loading');
  });
});

describe('use of a Redis host', () => {
  it('is none while no event comes and none waits', () => {
    expect(collectorUse(QUIET, QUIET)).toBeUndefined();
  });

  it('is an event that was accepted', () => {
    expect(collectorUse(QUIET, { ...QUIET, accepted: 13 })).toBe('events accepted');
  });

  it('is a buffer that is not empty, though nothing comes any more', () => {
    expect(collectorUse(QUIET, { ...QUIET, waiting: 1 })).toBe('events wait in the buffer');
  });

  it('is counted from zero by a collector that was started anew', () => {
    const anew = { startedAt: '03:05', accepted: 0, waiting: 0 };
    expect(collectorUse(QUIET, anew)).toBeUndefined();
    expect(collectorUse(QUIET, { ...anew, accepted: 3 })).toBe('events accepted');
  });
});
