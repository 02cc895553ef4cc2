import { describe, expect, it } from '@jest/globals';
import type { ActivityReport } from '../../power/items.ts';
import { type Host, mergeReports } from '../../power/merge-reports.ts';
import { host } from './cluster-samples.ts';
import { ago, NOON, report } from './samples.ts';

/** Brokers 1, 2, … with these reports, and what they say as one. */
function merged(...reports: (Partial<ActivityReport> | undefined)[]) {
  const hosts = reports.map((over, index) => host(index + 1, { report: over && report(over) }));
  return mergeReports(hosts, NOON);
}

const BOOTING = { ready: false, lastUsedAt: ago(10), detail: { phase: 'booting' } } as const;

describe('the reports of a cluster as one', () => {
  it('are from the oldest of them, and tell the newest use and what it was', () => {
    const { report: one, unknown } = merged(
      { at: ago(20), lastUsedAt: ago(400) },
      { at: ago(5), lastUsedAt: ago(300), detail: { phase: 'serving', use: 'records written to orders' } },
    );
    expect(one).toMatchObject({
      at: ago(20),
      lastUsedAt: ago(300),
      detail: { use: 'records written to orders' },
    });
    expect(unknown).toBeUndefined();
  });

  it('are none without any, and none of brokers that end', () => {
    expect(mergeReports([], NOON)).toEqual({});
    expect(merged(undefined, undefined)).toEqual({});
    expect(mergeReports([host(1, { state: 'shutting-down' })], NOON)).toEqual({});
  });

  it('are ready as soon as one is, for it speaks of the whole cluster', () => {
    expect(merged(BOOTING, BOOTING, BOOTING).report?.ready).toBe(false);
    expect(merged(BOOTING, {}, BOOTING).report).toMatchObject({ ready: true, detail: { phase: 'serving' } });
  });

  it('are not, whatever one said last, once two have stopped', () => {
    const stopped = { ready: false, stopped: 'clean', detail: { phase: 'stopped' } } as const;
    expect(merged({}, {}, stopped).report?.ready).toBe(true);
    expect(merged({}, stopped, stopped).report?.ready).toBe(false);
  });

  it('say since when it is up: since the first of those that are ready was', () => {
    const boot = (readyAt: string) =>
      ({ detail: { phase: 'serving', boot: { agentAt: ago(900), readyAt } } }) as const;
    expect(merged(boot(ago(60)), boot(ago(800)), BOOTING).report?.detail.boot?.readyAt).toBe(ago(800));
  });

  it('tell of the fullest disk', () => {
    const disk = (usedBytes: number, sizeBytes: number) =>
      ({ detail: { phase: 'serving', disk: { usedBytes, sizeBytes } } }) as const;
    expect(merged(disk(50, 100), disk(9, 10), {}).report?.detail.disk).toEqual({
      usedBytes: 9,
      sizeBytes: 10,
    });
    expect(merged({}, {}).report?.detail.disk).toBeUndefined();
  });

  it('tell the largest lag of each group', () => {
    expect(merged({ lag: { billing: 3, search: 5 } }, { lag: { billing: 7 } }, {}).report?.lag).toEqual({
      billing: 7,
      search: 5,
    });
    expect(merged({}, {}).report?.lag).toBeUndefined();
  });

  it('tell how much is out of sync, if each of them knows', () => {
    expect(merged({ underReplicated: 0 }, { underReplicated: 4 }).report?.underReplicated).toBe(4);
    expect(merged({ underReplicated: 0 }, {}).report?.underReplicated).toBeUndefined();
  });

  it('tell what any of them complains of, by name', () => {
    const { report: one } = merged(
      { atRisk: 'rebalance recommended' },
      { ready: false, detail: { phase: 'failed', message: 'the volume is lost' } },
      {},
    );
    expect(one?.atRisk).toBe('broker 1 (i-1): rebalance recommended');
    expect(one?.detail).toMatchObject({ phase: 'serving', message: 'broker 2 (i-2): the volume is lost' });
  });

  it('are a failed boot only if nobody is on the way any more', () => {
    const failed = { ready: false, detail: { phase: 'failed', message: 'no' } } as const;
    expect(merged(failed, BOOTING).report?.detail.phase).toBe('booting');
    expect(merged(failed, failed).report?.detail.phase).toBe('failed');
  });
});

describe('a stop', () => {
  const stopped = (how: 'clean' | 'unclean') =>
    ({ ready: false, stopped: how, detail: { phase: 'stopped' } }) as const;

  it('is over once all have stopped, and clean if all did so cleanly', () => {
    expect(merged(stopped('clean'), {}).report?.stopped).toBeUndefined();
    expect(merged(stopped('clean'), undefined).report?.stopped).toBeUndefined();
    expect(merged(stopped('clean'), stopped('clean')).report?.stopped).toBe('clean');
    expect(merged(stopped('clean'), stopped('unclean')).report?.stopped).toBe('unclean');
  });

  it('is no use: what is not ready because the others have stopped says nothing of it', () => {
    const { report: one } = merged({ ...stopped('clean'), lastUsedAt: ago(600) }, BOOTING);
    expect(one?.lastUsedAt).toBe(ago(600));
  });
});

describe('the use of a cluster is not known while', () => {
  const oldest = ago(200);

  it.each<[string, Partial<ActivityReport> | undefined, string]>([
    ['a broker boots', undefined, 'broker 2 (i-2) has not reported since it started'],
    ['a broker is not ready', BOOTING, 'broker 2 (i-2) is not ready'],
    ['a broker is silent', { at: oldest }, 'the last report of broker 2 (i-2) is 3 min 20 s old'],
  ])('%s, although the others serve', (_what, second, why) => {
    const { report: one, unknown } = merged({}, second, {});
    expect(one).toMatchObject({ ready: true, at: ago(10) });
    expect(unknown).toBe(why);
  });

  it('all are silent, which the age of the report tells', () => {
    expect(merged({ at: oldest }, { at: ago(300) }).report?.at).toBe(ago(300));
  });

  it('but not for one that ends', () => {
    const hosts: Host[] = [host(1), host(2, { state: 'shutting-down', report: undefined })];
    expect(mergeReports(hosts, NOON).unknown).toBeUndefined();
  });
});
