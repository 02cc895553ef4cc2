import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WatchedHost } from './watched-host.ts';

let host: WatchedHost;

beforeEach(() => {
  host = new WatchedHost();
});

afterEach(async () => {
  await host.end();
});

describe('the watch', () => {
  it('reports at once that Kafka is ready, and keeps when that was', async () => {
    await host.start();
    expect(await host.report()).toEqual({
      at: host.clock.at(),
      bootId: 'boot-1',
      lastUsedAt: host.clock.at(),
      ready: true,
      stopped: undefined,
      detail: {
        phase: 'serving',
        message: undefined,
        boot: { agentAt: host.clock.at(-60), kafkaAt: host.clock.at(-58), readyAt: host.clock.at() },
        use: 'unknown: the agent has just started',
        disk: { usedBytes: 1, sizeBytes: 10 },
        programs: 'programs-1',
      },
    });
    expect(host.keptSteps?.readyAt).toBe(host.clock.at());
  });

  it('says why Kafka is not ready while it boots, and knows within a moment when it is', async () => {
    host.kafka.trouble = 'connection refused';
    await host.start();
    await host.pass(2);
    expect(await host.report()).toMatchObject({
      ready: false,
      detail: { phase: 'booting', message: 'connection refused' },
    });
    host.kafka.trouble = undefined;
    await host.pass(0.2);
    expect(await host.report()).toMatchObject({ ready: true, detail: { phase: 'serving' } });
  });

  it('reports each 20 seconds, with the last use as it is', async () => {
    await host.start();
    const [started] = [host.clock.at()];
    await host.pass(40);
    expect(await host.report()).toMatchObject({ at: host.clock.at(), lastUsedAt: started });
    host.kafka.written = 2n;
    await host.pass(20);
    expect(await host.report()).toMatchObject({
      lastUsedAt: host.clock.at(),
      detail: { use: 'records written to orders-0' },
    });
  });

  it('takes use that it cannot see for use', async () => {
    await host.start();
    host.kafka.snapshotTrouble = 'the metrics reporter does not answer';
    await host.pass(20);
    expect(await host.report()).toMatchObject({
      ready: true,
      lastUsedAt: host.clock.at(),
      detail: { use: 'unknown: the metrics reporter does not answer' },
    });
  });

  it('reports a Kafka that died after ten seconds without an answer, and one that came back at once', async () => {
    await host.start();
    host.kafka.trouble = 'connection refused';
    await host.pass(29);
    expect(await host.report()).toMatchObject({ ready: true, detail: { phase: 'serving' } });
    await host.pass(1);
    expect(await host.report()).toMatchObject({
      at: host.clock.at(),
      ready: false,
      detail: { phase: 'booting', message: 'connection refused' },
    });
    host.kafka.trouble = undefined;
    await host.pass(0.2);
    expect(await host.report()).toMatchObject({ ready: true });
    expect(host.kafka.orders).toEqual([]);
  });

  it('makes nothing of a probe that fails under load, but that use is unknown meanwhile', async () => {
    await host.start();
    host.kafka.trouble = 'timed out';
    await host.pass(20);
    expect(await host.report()).toMatchObject({
      ready: true,
      lastUsedAt: host.clock.at(),
      detail: { phase: 'serving', message: undefined, use: 'unknown: timed out' },
    });
    await host.pass(5);
    host.kafka.trouble = undefined;
    await host.pass(60);
    expect(host.reports.map(({ ready }) => ready)).not.toContain(false);
  });

  it('reports how far the groups that are waited for are behind, and no others', async () => {
    host.kafka.waitForLag = ['shop', 'nobody'];
    host.kafka.written = 10n;
    host.kafka.committed = new Map([
      ['shop on orders-0', 7n],
      ['billing on orders-0', 1n],
    ]);
    await host.start();
    expect((await host.report())?.lag).toEqual({ shop: 3 });
    host.kafka.committed.set('shop on orders-0', 10n);
    await host.pass(20);
    expect((await host.report())?.lag).toBeUndefined();
  });

  it('goes on reporting when nobody can tell how full the disk is', async () => {
    host.diskTrouble = 'df ended with 1';
    await host.start();
    expect((await host.report())?.detail).toMatchObject({ phase: 'serving', disk: undefined });
    expect(host.log).toEqual(['how full the disk is is unknown: df ended with 1']);
  });

  it('keeps when Kafka was first ready in this boot, however often it dies', async () => {
    await host.start();
    const first = host.keptSteps;
    host.kafka.trouble = 'connection refused';
    await host.pass(40);
    host.kafka.trouble = undefined;
    await host.pass(20);
    expect((await host.report())?.detail.boot).toEqual(first);
  });

  it('leaves with a last report that Kafka is not watched any more', async () => {
    await host.start();
    await host.end();
    expect(await host.report()).toMatchObject({ ready: false, detail: { phase: 'stopped' } });
    expect((await host.report())?.stopped).toBeUndefined();
    expect(host.kafka.orders).toEqual(['close']);
  });
});

describe('an announced stop', () => {
  it('is obeyed at its instant, and reported', async () => {
    await host.start();
    await host.announceStop(30);
    await host.pass(29);
    expect(host.kafka.orders).toEqual([]);
    await host.pass(1);
    expect(host.kafka.orders).toEqual(['stop']);
    expect(await host.report()).toMatchObject({
      ready: false,
      stopped: 'clean',
      detail: { phase: 'stopped' },
    });
  });

  it('is reported as unclean if Kafka left no sign of an orderly end', async () => {
    host.kafka.ending = 'unclean';
    await host.start();
    await host.announceStop(30);
    await host.pass(30);
    expect(await host.report()).toMatchObject({ stopped: 'unclean' });
  });

  it('is no use, nor is what follows: nothing may make the reaper change its mind', async () => {
    await host.start();
    const lastUsedAt = host.clock.at();
    await host.announceStop(30);
    await host.pass(120);
    expect(await host.report()).toMatchObject({ lastUsedAt, stopped: 'clean' });
  });

  it('changes nothing if it is withdrawn in time', async () => {
    await host.start();
    await host.announceStop(30);
    await host.pass(25);
    await host.withdrawStop();
    await host.pass(60);
    expect(host.kafka.orders).toEqual([]);
    expect(await host.report()).toMatchObject({ ready: true });
  });

  it('is undone if it is withdrawn after Kafka was stopped: Kafka starts again', async () => {
    await host.start();
    await host.announceStop(30);
    await host.pass(35);
    await host.withdrawStop();
    await host.pass(2);
    expect(host.kafka.orders).toEqual(['stop', 'start']);
    expect(await host.report()).toMatchObject({ ready: true, detail: { phase: 'serving' } });
    expect((await host.report())?.stopped).toBeUndefined();
  });

  it.each([
    ['before the host hears of it', 5],
    ['between the last report and the instant', 29],
  ])(
    'is not obeyed if Kafka is used %s: the host tells, and the reaper changes its mind',
    async (_when, after) => {
      await host.start();
      await host.announceStop(30);
      await host.pass(after);
      host.kafka.written = 2n;
      await host.pass(35 - after);
      expect(host.kafka.orders).toEqual([]);
      expect(await host.report()).toMatchObject({
        ready: true,
        detail: { use: 'records written to orders-0' },
      });
    },
  );

  it('that was put off is obeyed at the later instant', async () => {
    await host.start();
    await host.announceStop(30);
    await host.pass(25);
    await host.announceStop(30);
    await host.pass(20);
    expect(host.kafka.orders).toEqual([]);
    await host.pass(10);
    expect(host.kafka.orders).toEqual(['stop']);
  });

  it('is obeyed though Kafka does not answer', async () => {
    host.kafka.trouble = 'connection refused';
    await host.start();
    await host.announceStop(30);
    await host.pass(30);
    expect(host.kafka.orders).toEqual(['stop']);
  });

  it('that had put the host to sleep before this boot is over', async () => {
    await host.announceStop(-90);
    await host.start();
    await host.pass(60);
    expect(host.kafka.orders).toEqual([]);
    expect(await host.report()).toMatchObject({ ready: true });
  });
});

describe('a host whose clock disagrees by minutes', () => {
  it('with one ahead obeys a stop as soon as it reads of it, instead of taking it for one that is over', async () => {
    await host.start();
    await host.announceStop(-270);
    await host.pass(20);
    expect(host.kafka.orders).toEqual(['stop']);
    expect(await host.report()).toMatchObject({ stopped: 'clean' });
  });

  it('with one behind is late, and does nothing before', async () => {
    await host.start();
    await host.announceStop(330);
    await host.pass(329);
    expect(host.kafka.orders).toEqual([]);
    await host.pass(1);
    expect(host.kafka.orders).toEqual(['stop']);
  });
});

describe('a table that does not answer', () => {
  it('is tried again, and Kafka is not touched', async () => {
    await host.start();
    const before = await host.report();
    host.tableTrouble = 'connection refused';
    await host.pass(60);
    expect(await host.report()).toEqual(before);
    expect(host.kafka.orders).toEqual([]);
    expect(host.log.at(-1)).toBe('the report could not be written: connection refused');
    host.tableTrouble = undefined;
    await host.pass(5);
    expect(await host.report()).toMatchObject({ ready: true, at: host.clock.at() });
  });

  it('stops nothing: an announced stop is obeyed only if it still stands', async () => {
    await host.start();
    await host.announceStop(30);
    await host.pass(25);
    host.tableTrouble = 'connection refused';
    await host.pass(60);
    expect(host.kafka.orders).toEqual([]);
    host.tableTrouble = undefined;
    await host.pass(1);
    expect(host.kafka.orders).toEqual(['stop']);
  });

  it('does not keep the watch from leaving', async () => {
    await host.start();
    host.tableTrouble = 'connection refused';
    await host.end();
    expect(host.log).toEqual(['the last report could not be written: connection refused']);
  });
});
