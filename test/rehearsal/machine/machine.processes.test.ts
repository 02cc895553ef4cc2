import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, jest } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { unitFile } from './fake-root.ts';
import { machines, serviceUserData, userData } from './play-machines.ts';
import { runs } from './processes.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

const start = machines();

/** A program that lasts until it is told to end. */
const LASTING = 'trap "exit 0" TERM; sleep 300 & echo up; wait';

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(line.indexOf(' ') + 1));

describe('the first boot', () => {
  it('does what the user data says, and later ones start what it enabled', async () => {
    const first = await start(serviceUserData(LASTING));
    await first.wrote('up');
    expect(statSync(join(first.root, 'usr/local/bin/it')).mode & 0o777).toBe(0o755);
    const { folder } = first.machine.endpoints;
    await first.machine.powerOff();

    writeFileSync(join(first.root, 'usr/local/bin/it'), '#!/bin/sh\necho changed\n');
    writeFileSync(join(first.root, 'run', 'leftover'), '');
    const second = await start(serviceUserData('echo user data must not run again'), { folder });
    await second.wrote('changed');
    expect(existsSync(join(second.root, 'run', 'leftover'))).toBe(false);
    await second.machine.powerOff();
    expect(linesOf(join(folder, 'log', 'it.service.log'))).toEqual(['up', 'changed']);
  });

  it('says which call of its user data failed', async () => {
    const { wrote } = await start(userData({}, ['gone.service']));
    await wrote(
      'systemctl enable --now --no-block gone.service failed with 5: ' +
        'Failed to enable gone.service: Unit gone.service not found.',
    );
  });

  it('is not begun with user data that a machine cannot obey', async () => {
    await expect(start('#!/bin/bash\n')).rejects.toMatchObject({ code: 'bad-user-data' });
  });
});

describe('what runs on a machine', () => {
  it('finds everything by its environment, and nothing of the laptop’s AWS account', async () => {
    process.env['AWS_PROFILE'] = 'somebody';
    try {
      const played = await start(serviceUserData('env | sort; echo done'));
      await played.wrote('done');
      const lines = played.events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
      const environment = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
      const { endpoints } = played.machine;
      expect(environment).toMatchObject({
        CATNAP_ROOT: played.root,
        CATNAP_PORTS: JSON.stringify(endpoints.ports),
        AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoints.metadata,
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      });
      expect(Object.keys(environment).filter((name) => name.startsWith('AWS_'))).toHaveLength(2);
    } finally {
      delete process.env['AWS_PROFILE'];
    }
  });

  it('calls commands by name: systemctl, the commands for volumes, Node', async () => {
    const script = [
      'set -e',
      'device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123',
      'blkid $device || [ $? = 2 ]',
      'mkfs.xfs -L catnap-kafka $device',
      'mkdir -p "$CATNAP_ROOT/var/lib/data"',
      'mount /dev/disk/by-label/catnap-kafka /var/lib/data',
      'chown catnap:catnap /var/lib/data',
      'echo kept > "$CATNAP_ROOT/var/lib/data/file"',
      'findmnt -n -o FSTYPE /var/lib/data',
      'systemctl is-active it',
      'node-24 -p "1 + 1"',
      'systemctl start gone || echo exit $?',
      'umount /var/lib/data',
      'echo done',
    ].join('\n');
    const played = await start(serviceUserData(script), {
      volumes: [{ id: 'vol-0123', device: '/dev/sdf', size: 10 }],
    });
    await played.wrote('done');
    const lines = played.events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
    expect(lines).toEqual([
      'xfs',
      'active',
      '2',
      'Failed to start gone.service: Unit gone.service not found.',
      'exit 5',
      'done',
    ]);
    const { folder } = played.machine.endpoints;
    expect(readFileSync(join(folder, 'volumes/vol-0123/files/file'), 'utf8')).toBe('kept\n');
  });

  it('sees a volume that is attached later', async () => {
    const device = '"$CATNAP_ROOT/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123"';
    const { machine, wrote } = await start(
      serviceUserData(`echo waits; until [ -e ${device} ]; do sleep 0.02; done; echo sees it`),
    );
    await wrote('waits');
    machine.setVolumes([{ id: 'vol-0123', device: '/dev/sdf', size: 10 }]);
    await wrote('sees it');
  });

  it('reaches the metadata service', async () => {
    const script = `const { address } = { address: process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT };
      const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };
      const token = await (await fetch(address + '/latest/api/token', { method: 'PUT', headers })).text();
      const answer = await fetch(address + '/latest/meta-data/instance-id', { headers: { 'x-aws-ec2-metadata-token': token } });
      console.log(await answer.text());`;
    const { wrote } = await start(
      userData(
        {
          '/opt/it.mjs': script,
          '/etc/systemd/system/it.service': unitFile(
            'Type=oneshot',
            'ExecStart=/usr/bin/node-24 /opt/it.mjs',
          ),
        },
        ['it.service'],
      ),
      { id: 'i-0456' },
    );
    await wrote('i-0456');
  });
});

describe('the end of a machine', () => {
  it('by a power-off lets units end in order and unmounts what they left', async () => {
    const files = {
      '/usr/local/bin/boot':
        '#!/bin/sh\nmkdir -p "$CATNAP_ROOT/data"\nmkfs.xfs /dev/sdf\nmount /dev/sdf /data\n',
      '/usr/local/bin/kafka': `#!/bin/sh\ntrap 'kill $!; echo flushed > "$CATNAP_ROOT/data/log"; exit 143' TERM\nsleep 300 & echo up; wait\n`,
      '/etc/systemd/system/boot.service': unitFile(
        'Type=oneshot',
        'RemainAfterExit=yes',
        'ExecStart=/usr/local/bin/boot',
      ),
      '/etc/systemd/system/kafka.service': unitFile(
        'Requires=boot.service',
        'After=boot.service',
        'ExecStart=/usr/local/bin/kafka',
        'SuccessExitStatus=143',
        'Restart=on-failure',
      ),
    };
    const played = await start(userData(files, ['kafka.service']), {
      volumes: [{ id: 'vol-0123', device: '/dev/sdf', size: 10 }],
    });
    await played.wrote('up');
    await played.machine.powerOff();
    const { folder, metadata } = played.machine.endpoints;
    expect(readFileSync(join(folder, 'volumes/vol-0123/files/log'), 'utf8')).toBe('flushed\n');
    expect(readdirSync(join(played.root, 'data'))).toEqual([]);
    await expect(fetch(metadata)).rejects.toThrow('fetch failed');
    expect(played.events.at(-1)).toMatchObject({
      unit: 'boot.service',
      status: { state: { active: 'inactive' } },
    });
  });

  it('by force asks nobody, not even during a power-off', async () => {
    const played = await start(
      serviceUserData('trap "echo stubborn" TERM; echo $$; while :; do sleep 0.1; done', 'TimeoutStopSec=1h'),
    );
    await until(() => Promise.resolve(played.events.some(({ kind }) => kind === 'line') || undefined), {
      what: 'it is up',
      timeout: 30_000,
    });
    const [pid] = played.events.flatMap((event) => (event.kind === 'line' ? [Number(event.line)] : []));
    const off = played.machine.powerOff();
    await played.wrote('stubborn');
    await played.machine.kill();
    await off;
    expect(runs(pid ?? 0)).toBe(false);
  });

  it('comes with the end of the rehearsal, even when that was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'catnap-test-'));
    const script = `
      import { startMachine } from ${JSON.stringify(import.meta.resolve('../../../rehearsal/machine/machine.ts'))};
      await startMachine({
        instance: { id: 'i-0123', type: 't3.medium', market: 'spot', availabilityZone: 'us-east-1a', volumes: [],
          userData: ${JSON.stringify(serviceUserData('trap "" TERM; sleep 300 & echo $$ $!; wait'))} },
        awsEndpoint: 'http://127.0.0.1:9',
        folder: ${JSON.stringify(folder)},
        volumesFolder: ${JSON.stringify(join(folder, 'volumes'))},
        onEvent: (event) => event.kind === 'line' && console.log(event.line) });`;
    const rehearsal = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(createInterface({ input: rehearsal.stdout }), 'line');
      const pids = String(line).split(' ').map(Number);
      expect(pids.map(runs)).toEqual([true, true]);
      rehearsal.kill('SIGKILL');
      await until(() => Promise.resolve(pids.some(runs) ? undefined : true), {
        what: 'all have ended',
        timeout: 30_000,
      });
    } finally {
      rehearsal.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
