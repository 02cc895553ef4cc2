import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../temporary-folder.ts';

const HOST = join(import.meta.dirname, '..', '..', 'host');
const SYSTEM = 'etc/systemd/system';

const ANALYZE = 'systemd-analyze';

const temporaryFolder = temporaryFolders();

/** What the units of a host refer to, as far as systemd looks at it: targets, and programs that can be executed. */
const TARGETS = ['sysinit', 'basic', 'shutdown', 'network-online', 'timers', 'multi-user'];
const PROGRAMS = ['node-24', 'java', 'redis6-server', 'env']
  .map((name) => `usr/bin/${name}`)
  .concat('usr/local/bin/catnap-update');

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What systemd has to say of the units in folders, one of them with another text if given. */
function verify(folders: readonly string[], changed: Readonly<Record<string, string>> = {}) {
  const root = temporaryFolder();
  for (const target of TARGETS) write(root, `usr/lib/systemd/system/${target}.target`, '[Unit]\n');
  for (const program of PROGRAMS) {
    write(root, program, '#!/bin/sh\n');
    chmodSync(join(root, program), 0o755);
  }
  const units = folders
    .flatMap((folder) => readdirSync(join(HOST, folder)).map((name) => join(HOST, folder, name)))
    .filter((path) => /\.(service|timer)$/.test(path));
  for (const path of units) {
    const name = basename(path);
    write(root, `${SYSTEM}/${name}`, changed[name] ?? readFileSync(path, 'utf8'));
  }
  const files = units.map((path) => join(root, SYSTEM, basename(path)));
  const { status, stderr } = spawnSync(ANALYZE, ['verify', `--root=${root}`, ...files], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

const hasSystemd = spawnSync(ANALYZE, ['--version']).status === 0;

(hasSystemd ? describe : describe.skip)(
  `systemd itself${hasSystemd ? '' : ' (left out: this machine has no systemd-analyze)'}`,
  () => {
    it.each([
      ['a Kafka host', ['units/shared', 'units/kafka']],
      ['a Redis host', ['units/shared', 'units/redis']],
      ['a host at its first boot', ['bootstrap']],
    ])('understands the units of %s', (_host, folders) => {
      expect(verify(folders)).toEqual({ status: 0, stderr: '' });
    });

    it('would say what it does not understand', () => {
      const careless = { 'catnap-watch.service': '[Service]\nExecStart=/usr/bin/env\nNonsense=1\n' };
      expect(verify(['units/shared', 'units/kafka'], careless).stderr).toContain("Unknown key 'Nonsense'");
    });
  },
);
