import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolders } from '../../temporary-folder.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', '..', 'host', 'update', 'catnap-update');

const temporaryFolder = temporaryFolders();
let root: string;
let bucket: string;

/** A host with an empty disk, a bucket with programs, and stand-ins for `aws` and `systemctl` that use them. */
beforeEach(() => {
  root = temporaryFolder();
  bucket = temporaryFolder();
  standIns();
});

function standIns(): void {
  mkdirSync(join(root, 'bin'));
  command('systemctl', `echo "$@" >> '${root}/systemctl.log'`);
  command(
    'aws',
    `case "$1" in
      ssm) cat '${bucket}/parameter' ;;
      s3) cat "${bucket}/$(basename "$3")" > "$4" ;;
    esac`,
  );
}

function command(name: string, script: string): void {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

/** Puts programs into the bucket and names them in the parameter. */
function deploy(id: string, damage: (folder: string) => void = () => undefined): void {
  const folder = join(bucket, `${id}.d`);
  mkdirSync(join(folder, 'units'), { recursive: true });
  const files = { 'agent.mjs': `// ${id}`, 'units/catnap-watch.service': `# ${id}` };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const sums = Object.entries(files).map(
    ([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`,
  );
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  damage(folder);
  const zip = ['-m', 'zipfile', '-c', `../${id}.zip`, ...readdirSync(folder)];
  expect(spawnSync('python3', zip, { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0 });
  writeFileSync(join(bucket, 'parameter'), `s3://assets/${id}.zip\n`);
}

const environment = (): NodeJS.ProcessEnv => ({
  PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
  CATNAP_ROOT: root,
  CATNAP_ENVIRONMENT: 'dev',
  CATNAP_ROLE: 'kafka',
});

function update() {
  return spawnSync('bash', [SCRIPT], { env: environment(), encoding: 'utf8' });
}

/** An update that is killed, with all that it started, when it calls a command; the next one runs as ever. */
async function updateKilledAt(name: string): Promise<void> {
  command(name, 'kill -KILL 0');
  // A process group of its own, which is what `kill 0` kills.
  const killed = spawn('bash', [SCRIPT], { env: environment(), stdio: 'ignore', detached: true });
  expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
  rmSync(join(root, 'bin'), { recursive: true });
  standIns();
}

const installed = (): string => basename(readlinkSync(join(root, 'opt/catnap/current')));
const started = (): string[] => readFileSync(join(root, 'systemctl.log'), 'utf8').trim().split('\n');

/** Each update starts a few Python processes. */
jest.setTimeout(60_000);

describe('bringing a host up to date', () => {
  it('installs the programs that the deploy names, with their units, and starts the agent', () => {
    deploy('one');
    expect(update()).toMatchObject({ status: 0, stdout: expect.stringContaining('installed one') });
    expect(readFileSync(join(root, 'opt/catnap/current/agent.mjs'), 'utf8')).toBe('// one');
    expect(readFileSync(join(root, 'etc/systemd/system/catnap-watch.service'), 'utf8')).toBe('# one');
    expect(started()).toEqual(['daemon-reload', 'start --no-block catnap-watch.service']);
  });

  it('fetches nothing when they are installed already', () => {
    deploy('one');
    update();
    writeFileSync(join(bucket, 'one.zip'), 'not fetched again');
    expect(update()).toMatchObject({ status: 0, stdout: '' });
    expect(started().at(-1)).toBe('start --no-block catnap-watch.service');
  });

  it('switches to the next programs, and keeps no others', () => {
    deploy('one');
    update();
    deploy('two');
    update();
    expect(installed()).toBe('two');
    expect(readFileSync(join(root, 'etc/systemd/system/catnap-watch.service'), 'utf8')).toBe('# two');
    expect(readdirSync(join(root, 'opt/catnap/programs'))).toEqual(['two']);
  });

  it.each([
    ['the parameter cannot be read', () => command('aws', 'exit 254')],
    [
      'the programs cannot be fetched',
      () => writeFileSync(join(bucket, 'parameter'), 's3://assets/missing.zip\n'),
    ],
    [
      'what was fetched is no archive',
      () => {
        writeFileSync(join(bucket, 'broken.zip'), 'half a fi');
        writeFileSync(join(bucket, 'parameter'), 's3://assets/broken.zip\n');
      },
    ],
    [
      'a file is not what the checksums say',
      () => deploy('bad', (folder) => writeFileSync(join(folder, 'agent.mjs'), 'evil')),
    ],
  ])('keeps the old programs when %s', (_what, happen) => {
    deploy('one');
    update();
    happen();
    expect(update()).toMatchObject({ status: 0, stdout: expect.stringContaining('keeping one') });
    expect(installed()).toBe('one');
    expect(started().at(-1)).toBe('start --no-block catnap-watch.service');
  });

  it('fails when there is nothing to keep, starts nothing, and succeeds at the next boot', () => {
    deploy('one', (folder) => writeFileSync(join(folder, 'agent.mjs'), 'evil'));
    expect(update()).toMatchObject({ status: 1, stdout: expect.stringContaining('there are no old ones') });
    expect(existsSync(join(root, 'systemctl.log'))).toBe(false);
    deploy('two');
    expect(update()).toMatchObject({ status: 0 });
    expect(installed()).toBe('two');
  });

  it.each([
    ['asks what to install', 'aws'],
    ['unpacks', 'python3'],
    ['verifies', 'sha256sum'],
    ['puts what is verified in its place', 'mv'],
    ['installs the units', 'cp'],
    ['has systemd read them', 'systemctl'],
    ['switches', 'ln'],
  ])('killed when it %s, is made up for by the next run', async (_when, name) => {
    deploy('one');
    update();
    deploy('two');
    await updateKilledAt(name);
    expect(installed()).toBe('one');
    expect(update()).toMatchObject({ status: 0, stdout: expect.stringContaining('installed two') });
    expect(readFileSync(join(root, 'opt/catnap/current/agent.mjs'), 'utf8')).toBe('// two');
    expect(readFileSync(join(root, 'etc/systemd/system/catnap-watch.service'), 'utf8')).toBe('# two');
    expect(readdirSync(join(root, 'opt/catnap/programs'))).toEqual(['two']);
    expect(started().slice(-2)).toEqual(['daemon-reload', 'start --no-block catnap-watch.service']);
  });
});
