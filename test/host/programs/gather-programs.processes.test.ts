import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { gatherPrograms } from '../../../host/programs/gather-programs.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const CHECKOUT = join(import.meta.dirname, '..', '..', '..');

async function gathered(folder: string): Promise<string> {
  const jars = join(folder, 'jars');
  mkdirSync(jars, { recursive: true });
  writeFileSync(join(jars, 'kafka.jar'), 'classes');
  await gatherPrograms({ jars, into: join(folder, 'programs') });
  return join(folder, 'programs');
}

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Bundling takes seconds on a busy machine. */
jest.setTimeout(120_000);

describe('the programs of a host', () => {
  it('are the agent, its units, the updater, Kafka and its logging, with a checksum of each, as sha256sum writes it', async () => {
    const programs = await gathered(temporaryFolder());
    const files = readdirSync(programs, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining([
        'agent.mjs',
        'kafka/libs/kafka.jar',
        'kafka/log4j2.yaml',
        'security-updates/.rpmmacros',
        'security-updates/catnap-security-updates',
        'update/catnap-update',
        'units/catnap-boot.service',
        'units/catnap-kafka.service',
        'units/catnap-security-updates.service',
        'units/catnap-security-updates.timer',
        'units/catnap-update.service',
        'units/catnap-watch.service',
      ]),
    );
    const wholeFiles = files.filter(
      (file) => statSync(join(programs, file)).isFile() && file !== 'SHA256SUMS',
    );
    const lines = wholeFiles.sort().map((file) => `${digest(join(programs, file))}  ${file}\n`);
    expect(readFileSync(join(programs, 'SHA256SUMS'), 'utf8')).toBe(lines.join(''));
  });

  it('are the same bytes wherever they are put together, and untouched if nothing changed', async () => {
    const folder = temporaryFolder();
    const first = await gathered(folder);
    const { ino } = statSync(first);
    const second = await gathered(temporaryFolder());
    expect(readFileSync(join(second, 'SHA256SUMS'), 'utf8')).toBe(
      readFileSync(join(first, 'SHA256SUMS'), 'utf8'),
    );
    await gathered(folder);
    expect(statSync(first).ino).toBe(ino);
  });

  it('name no folder of the machine that made them', async () => {
    const programs = await gathered(temporaryFolder());
    const texts = readdirSync(programs, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => readFileSync(join(programs, file), 'utf8'));
    expect(texts.filter((text) => text.includes(CHECKOUT))).toEqual([]);
  });

  it('run where nothing is installed but Node', async () => {
    const folder = temporaryFolder();
    const programs = await gathered(folder);
    const root = join(folder, 'root');
    mkdirSync(join(root, 'opt/catnap'), { recursive: true });
    symlinkSync(programs, join(root, 'opt/catnap/current'));
    const agent = (command: string, variables: Record<string, string> = {}) =>
      spawnSync(process.execPath, [join(root, 'opt/catnap/current/agent.mjs'), command], {
        env: { CATNAP_ROOT: root, ...variables },
        encoding: 'utf8',
      });
    const host = { CATNAP_ENVIRONMENT: 'dev', CATNAP_ROLE: 'kafka', AWS_REGION: 'eu-central-1' };
    expect(agent('dance')).toMatchObject({
      status: 1,
      stderr: '"dance" is no command of the agent; it has boot, watch, stop.\n',
    });
    expect(agent('boot').stderr).toContain('CATNAP_ENVIRONMENT is not set');
    // It gets as far as any of its code does without a record of a boot: Kafka's client and the AWS SDK are loaded.
    for (const command of ['watch', 'stop']) {
      expect(agent(command, host)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('boot.json; "agent boot" writes it'),
      });
    }
  });
});
