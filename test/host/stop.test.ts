import { describe, expect, it } from '@jest/globals';
import type { BootRecord } from '../../host/boot-record.ts';
import { LATER_SETTINGS } from '../../host/settings.ts';
import { type StopProps, stop } from '../../host/stop.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import { NOON, report } from '../power/samples.ts';
import { type FakeCommand, fakeCommands } from './fake-commands.ts';

const MOUNT_POINT = '/var/lib/catnap/data';
const record: BootRecord = {
  bootId: 'boot-1',
  instanceId: 'i-1',
  settings: {
    target: 'kafka',
    table: 't',
    dataVolume: {},
    reportEvery: 20,
    ...LATER_SETTINGS,
    kafka: { security: 'open' },
  },
  steps: { agentAt: '2026-11-21T03:00:20.000Z' },
  programs: 'abc',
};

async function host(special: Record<string, FakeCommand> = {}) {
  const store = new MemoryStore();
  const commands = fakeCommands(special);
  await commands.run('mount', ['/dev/sdf', MOUNT_POINT]);
  const log: string[] = [];
  const props: StopProps = {
    record,
    reporter: { store, target: 'kafka', instanceId: 'i-1' },
    howStopped: () => Promise.resolve('clean'),
    mountPoint: MOUNT_POINT,
    run: commands.run,
    clock: () => NOON,
    log: (line) => log.push(line),
  };
  return { store, commands, log, props };
}

describe('the end of a host', () => {
  it('unmounts the data and reports how Kafka ended; what else the watch said stands', async () => {
    const { store, commands, props } = await host();
    const last = report({
      detail: { phase: 'serving', use: 'records written to orders-0', message: 'slow' },
    });
    await store.commit('kafka', [(await store.read('kafka')).put('activity#i-1', last)]);
    await stop(props);
    expect((await store.read('kafka')).get('activity#i-1')).toMatchObject({
      at: NOON.toISOString(),
      lastUsedAt: last.lastUsedAt,
      ready: false,
      stopped: 'clean',
      detail: { phase: 'stopped', use: 'records written to orders-0', message: undefined },
    });
    expect(commands.ran('umount')).toEqual([`umount ${MOUNT_POINT}`]);
  });

  it('is reported though the watch never was', async () => {
    const { store, props } = await host();
    await stop({ ...props, howStopped: () => Promise.resolve('unclean') });
    expect((await store.read('kafka')).get('activity#i-1')).toMatchObject({
      ready: false,
      stopped: 'unclean',
    });
  });

  it('unmounts also when the table does not answer', async () => {
    const { store, commands, log, props } = await host();
    store.read = () => Promise.reject(new Error('connection refused'));
    await stop(props);
    expect(commands.ran('umount')).toHaveLength(1);
    expect(log).toEqual(['the last report could not be written: connection refused']);
  });

  it('gives the volume back after it is unmounted, where the instance will not start again', async () => {
    const { commands, props } = await host();
    let wasMounted: boolean | undefined;
    const detach = () => {
      wasMounted = commands.ran('umount').length === 0;
      return Promise.resolve();
    };
    await stop({ ...props, detach });
    expect(wasMounted).toBe(false);
  });

  it('never gives back what is still mounted', async () => {
    const { props } = await host({ umount: () => ({ exitCode: 32, stderr: 'target is busy' }) });
    const given: string[] = [];
    const detach = () => Promise.resolve(void given.push('vol-1'));
    await expect(stop({ ...props, detach })).rejects.toMatchObject({ code: 'command-failed' });
    expect(given).toEqual([]);
  });

  it('lets the volume go with the instance if EC2 does not answer', async () => {
    const { log, props } = await host();
    await stop({ ...props, detach: () => Promise.reject(new Error('timed out')) });
    expect(log).toEqual(['the volume goes back only with the instance: timed out']);
  });

  it('has nothing to unmount the second time', async () => {
    const { commands, props } = await host();
    await stop(props);
    await stop(props);
    expect(commands.ran('umount')).toHaveLength(1);
  });

  it('fails if something still uses the volume', async () => {
    const { props } = await host({ umount: () => ({ exitCode: 32, stderr: 'target is busy' }) });
    await expect(stop(props)).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('busy'),
    });
  });
});
