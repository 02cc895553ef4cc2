import { describe, expect, it } from '@jest/globals';
import { BootReports } from '../../host/boot-reports.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import { HandClock } from '../power/hand-clock.ts';

function booting() {
  const clock = new HandClock();
  const store = new MemoryStore();
  const reports = new BootReports({
    openStore: () => Promise.resolve(store),
    target: 'kafka',
    instanceId: 'i-1',
    bootId: 'boot-1',
    steps: { agentAt: clock.at() },
    reportEvery: 20,
    clock: clock.now,
    log: () => undefined,
  });
  return { clock, reports, report: async () => (await store.read('kafka')).get('activity#i-1') };
}

describe('a boot that waits', () => {
  it('says at once what for, and again each 20 seconds, so that it is not taken for silent', async () => {
    const { clock, reports, report } = booting();
    const began = clock.at();
    await reports.waits('vol-1 is attached to i-0');
    expect(await report()).toEqual({
      at: began,
      bootId: 'boot-1',
      lastUsedAt: began,
      ready: false,
      detail: {
        phase: 'booting',
        message: 'waiting: vol-1 is attached to i-0',
        boot: { agentAt: began },
      },
    });
    clock.pass(19);
    await reports.waits('vol-1 is attached to i-0');
    expect((await report())?.at).toBe(began);
    clock.pass(1);
    await reports.waits('vol-1 is attached to i-0');
    expect((await report())?.at).toBe(clock.at());
  });

  it('and then fails says that at once', async () => {
    const { reports, report } = booting();
    await reports.waits('vol-1 is attached to i-0');
    await reports.failed('the volume is not to be had');
    expect((await report())?.detail).toMatchObject({
      phase: 'failed',
      message: 'the volume is not to be had',
    });
  });
});
