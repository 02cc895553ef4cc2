import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { StateChange } from '../../../rehearsal/machine/state-changes.ts';
import { type Supervisor, startSupervisor } from '../../../rehearsal/machine/supervisor.ts';
import { until } from '../../../rehearsal/until.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { type FakeEmulator, type FakeInstance, startFakeEmulator } from './fake-emulator.ts';
import { serviceUserData } from './play-machines.ts';
import { runs } from './processes.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

/** A service that says when it is up and when it was told to end. */
const HOST = serviceUserData("trap 'echo ends; exit 0' TERM; sleep 300 & echo up; wait");

let emulator: FakeEmulator;
let supervisor: Supervisor;
let folder: string;
let lines: string[];
let changes: StateChange[];

beforeEach(async () => {
  lines = [];
  changes = [];
  folder = newFolder();
  emulator = await startFakeEmulator();
  supervisor = startSupervisor({
    emulator: emulator.address,
    folder,
    pollEvery: 10,
    log: (line) => lines.push(line),
    onState: (change) => changes.push(change),
  });
});
afterEach(async () => {
  await supervisor.close();
  await emulator.close();
});
const newFolder = temporaryFolders();

function add(id: string, userData = HOST): FakeInstance {
  const instance: FakeInstance = { id, state: 'running', userData, volumes: [] };
  emulator.instances.push(instance);
  return instance;
}

const becomes = (what: string, holds: () => boolean): Promise<true> =>
  until(() => Promise.resolve(holds() || undefined), {
    what: `${what}; log: ${lines.join('\n')}`,
    timeout: 30_000,
    every: 10,
  });

const logged = (line: string, times = 1): Promise<true> =>
  becomes(`'${line}' is logged`, () => lines.filter((one) => one === line).length >= times);

describe('the supervisor', () => {
  it('starts the machine of a running instance, and ends it before the instance counts as stopped', async () => {
    const instance = add('i-1');
    await logged('i-1 it.service: up');
    expect(supervisor.machines()).toEqual([
      {
        instanceId: 'i-1',
        target: 'kafka',
        ports: expect.objectContaining({ CLIENT: expect.any(Number), COLLECTOR: expect.any(Number) }),
        metadata: expect.stringMatching(/^http:\/\/127.0.0.1:/),
        folder: join(folder, 'i-1'),
      },
    ]);
    instance.state = 'stopping';
    await becomes('it is stopped', () => instance.state === 'stopped');
    expect(lines).toContain('i-1 it.service: ends');
    expect(supervisor.machines()).toEqual([]);
  });

  it('waits for pending instances, and starts again what was stopped', async () => {
    const instance = add('i-1');
    instance.state = 'pending';
    await becomes('it was seen', () => changes.length === 1);
    instance.state = 'running';
    await logged('i-1 it.service: up');
    const ports = readFileSync(join(folder, 'i-1/ports.json'), 'utf8');
    instance.state = 'stopping';
    await becomes('it is stopped', () => instance.state === 'stopped');
    instance.state = 'running';
    await logged('i-1 it.service: up', 2);
    expect(readFileSync(join(folder, 'i-1/ports.json'), 'utf8')).toBe(ports);
    await becomes('all changes were seen', () => changes.length >= 4);
    expect(changes.map(({ from, to }) => `${from} → ${to}`).slice(0, 3)).toEqual([
      'terminated → pending',
      'pending → running',
      'running → stopping',
    ]);
  });

  it('shows a volume once it is attached', async () => {
    const instance = add('i-1');
    await logged('i-1 it.service: up');
    instance.volumes = [{ id: 'vol-0123', device: '/dev/sdf', sizeGb: 10 }];
    const device = join(folder, 'i-1/root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123');
    await becomes('the device is there', () => existsSync(device));
    expect(existsSync(join(folder, 'volumes/vol-0123'))).toBe(true);
  });

  it('gives each broker of a cluster its ports and its volume, whichever machine it is on', async () => {
    const tags = { 'catnap:target': 'cluster', 'catnap:broker': '2' };
    const host = serviceUserData(
      'echo "ports $CATNAP_PORTS"; echo "peers $CATNAP_PEERS"; echo up; exec sleep 300',
    );
    const volumes = [{ id: 'vol-0123', device: '/dev/sdf', sizeGb: 10 }];
    const broker = (id: string, attached: typeof volumes) => {
      const instance = { id, state: 'running', userData: host, volumes: attached, tags };
      emulator.instances.push(instance);
      return instance;
    };
    const old = broker('i-1', volumes);
    await logged('i-1 it.service: up');
    const data = join(folder, 'i-1/root/dev/sdf/of-the-broker');
    writeFileSync(data, 'data');

    const next = broker('i-2', []);
    await logged('i-2 it.service: up');
    const said = (id: string, what: string) =>
      lines
        .find((line) => line.startsWith(`${id} it.service: ${what} `))
        ?.slice(`${id} it.service: ${what} `.length) ?? '';
    const ports = JSON.parse(said('i-1', 'ports'));
    expect(JSON.parse(said('i-2', 'ports'))).toEqual(ports);
    const peers = JSON.parse(said('i-1', 'peers'));
    expect(JSON.parse(said('i-2', 'peers'))).toEqual(peers);
    const { CLIENT, BROKER, CONTROLLER } = ports;
    expect(peers['2']).toEqual({ host: '127.0.0.1', CLIENT, BROKER, CONTROLLER });
    expect(new Set(Object.values<typeof ports>(peers).map((peer) => peer.CLIENT)).size).toBe(9);
    expect(supervisor.machines()).toMatchObject([{ broker: 2 }, { broker: 2 }]);

    old.state = 'shutting-down';
    await becomes('the old one is off', () => old.state === 'terminated');
    next.volumes = volumes;
    await becomes('the volume is there', () => existsSync(join(folder, 'i-2/root/dev/sdf/of-the-broker')));
  });

  it('shows a notice of EC2 to the machine', async () => {
    const instance = add('i-1');
    await logged('i-1 it.service: up');
    const [machine] = supervisor.machines();
    const ask = async () => {
      const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };
      const token = await (
        await fetch(`${machine?.metadata}/latest/api/token`, { method: 'PUT', headers })
      ).text();
      return fetch(`${machine?.metadata}/latest/meta-data/spot/instance-action`, {
        headers: { 'x-aws-ec2-metadata-token': token },
      });
    };
    expect((await ask()).status).toBe(404);
    instance.interruption = { givenAt: '2026-11-21T10:00:00.5+00:00', time: '2026-11-21T10:02:00.5+00:00' };
    const answer = await until(async () => ((await ask()).ok ? ask() : undefined), {
      what: 'there is a notice',
      timeout: 30_000,
      every: 10,
    });
    expect(await answer.json()).toEqual({ action: 'terminate', time: '2026-11-21T10:02:00Z' });
  });

  it('pulls the plug of a machine whose hardware failed', async () => {
    const instance = add('i-1');
    await logged('i-1 it.service: up');
    Object.assign(instance, { failed: true, state: 'shutting-down' });
    await becomes('it is terminated', () => instance.state === 'terminated');
    expect(lines).toContain('i-1 machine has lost power');
    expect(lines).not.toContain('i-1 it.service: ends');
  });

  it('ends the machine of a terminated instance', async () => {
    const instance = add('i-1');
    await logged('i-1 it.service: up');
    instance.state = 'shutting-down';
    await becomes('it is terminated', () => instance.state === 'terminated');
    expect(lines).toContain('i-1 it.service: ends');
  });

  it('goes on with others when one machine cannot be started, says why, and lets that instance stop', async () => {
    const bad = add('i-bad', '#!/bin/bash\n');
    add('i-good');
    await logged('i-good it.service: up');
    expect(lines.filter((line) => line.startsWith('i-bad trouble: user data'))).toHaveLength(1);
    bad.state = 'stopping';
    await becomes('it is stopped', () => bad.state === 'stopped');
  });

  it('goes on when the emulator fails for a while, and says so once', async () => {
    emulator.broken = 500;
    const trouble = `trouble: the emulator's machines: GET ${emulator.address}/_catnap/machines answered 500; is it up?`;
    await logged(trouble);
    emulator.broken = undefined;
    add('i-1');
    await logged('i-1 it.service: up');
    expect(lines.filter((line) => line.includes('answered 500'))).toEqual([trouble]);
  });

  it('pulls the plug of all machines when it is closed, and waits for no orderly stop', async () => {
    const stubborn = serviceUserData("trap '' TERM; echo pid $$; while :; do sleep 300; done");
    add('i-1', stubborn);
    add('i-2', stubborn);
    const pids = () => lines.flatMap((line) => /it\.service: pid (\d+)/.exec(line)?.[1] ?? []).map(Number);
    await becomes('both are up', () => pids().length === 2);
    await supervisor.close();
    expect(pids().filter(runs)).toEqual([]);
  });
});
