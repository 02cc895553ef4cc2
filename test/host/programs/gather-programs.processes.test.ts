import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { gatherPrograms } from '../../../host/programs/gather-programs.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const CHECKOUT = join(import.meta.dirname, '..', '..', '..');

/** What hosts of all kinds run, as gathered in a folder. */
async function gathered(folder: string): Promise<{ kafka: string; redis: string }> {
  const jars = join(folder, 'jars');
  mkdirSync(jars, { recursive: true });
  writeFileSync(join(jars, 'kafka.jar'), 'classes');
  const into = join(folder, 'programs');
  await gatherPrograms({ jars, into });
  return { kafka: join(into, 'kafka'), redis: join(into, 'redis') };
}

const filesIn = (programs: string): string[] => readdirSync(programs, { recursive: true, encoding: 'utf8' });

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Bundling takes seconds on a busy machine. */
jest.setTimeout(120_000);

/** Programs as they are installed below a root, where nothing else is but Node. */
function installed(
  root: string,
  programs: string,
): (program: string, ...args: string[]) => SpawnSyncReturns<string> {
  mkdirSync(join(root, 'opt/catnap'), { recursive: true });
  symlinkSync(programs, join(root, 'opt/catnap/current'));
  const env = {
    CATNAP_ROOT: root,
    CATNAP_ENVIRONMENT: 'dev',
    CATNAP_ROLE: 'kafka',
    AWS_REGION: 'eu-central-1',
  };
  return (program, ...args) =>
    spawnSync(process.execPath, [join(root, 'opt/catnap/current', program), ...args], {
      env,
      encoding: 'utf8',
    });
}

const OF_EVERY_HOST = [
  'agent.mjs',
  'security-updates/.rpmmacros',
  'security-updates/catnap-security-updates',
  'update/catnap-update',
  'units/catnap-boot.service',
  'units/catnap-security-updates.service',
  'units/catnap-security-updates.timer',
  'units/catnap-update.service',
  'units/catnap-watch.service',
];

let shared: string;
let programs: Awaited<ReturnType<typeof gathered>>;
beforeAll(async () => {
  shared = mkdtempSync(join(tmpdir(), 'catnap-gathered-'));
  programs = await gathered(shared);
});
afterAll(() => rmSync(shared, { recursive: true }));

describe('the programs of a host', () => {
  it('are the agent, its units, the updater, and what its role needs', () => {
    const { kafka, redis } = programs;
    const ofKafka = ['kafka/libs/kafka.jar', 'kafka/log4j2.yaml', 'units/catnap-kafka.service'];
    const ofRedis = ['collector.mjs', 'units/catnap-collector.service', 'units/catnap-redis.service'];
    expect(filesIn(kafka)).toEqual(expect.arrayContaining([...OF_EVERY_HOST, ...ofKafka]));
    expect(filesIn(redis)).toEqual(expect.arrayContaining([...OF_EVERY_HOST, ...ofRedis]));
    expect(filesIn(kafka)).not.toEqual(expect.arrayContaining([ofRedis[0]]));
    expect(filesIn(redis)).not.toEqual(expect.arrayContaining([ofKafka[0]]));
  });

  it('come with a checksum of each file, as sha256sum writes it', () => {
    for (const folder of Object.values(programs)) {
      const files = filesIn(folder).filter(
        (file) => statSync(join(folder, file)).isFile() && file !== 'SHA256SUMS',
      );
      const lines = files.sort().map((file) => `${digest(join(folder, file))}  ${file}\n`);
      expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(lines.join(''));
    }
  });

  it('are the same bytes wherever they are put together, and untouched if nothing changed', async () => {
    const inodes = () => [programs.kafka, programs.redis].map((folder) => statSync(folder).ino);
    const before = inodes();
    const others = await gathered(temporaryFolder());
    for (const kind of ['kafka', 'redis'] as const) {
      expect(readFileSync(join(others[kind], 'SHA256SUMS'), 'utf8')).toBe(
        readFileSync(join(programs[kind], 'SHA256SUMS'), 'utf8'),
      );
    }
    await gathered(shared);
    expect(inodes()).toEqual(before);
  });

  it('name no folder of the machine that made them', () => {
    for (const folder of Object.values(programs)) {
      const texts = filesIn(folder)
        .filter((file) => file.endsWith('.mjs'))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
      expect(texts.filter((text) => text.includes(CHECKOUT))).toEqual([]);
    }
  });

  it('run where nothing is installed but Node', () => {
    const run = installed(temporaryFolder(), programs.kafka);
    expect(run('agent.mjs', 'dance')).toMatchObject({
      status: 1,
      stderr: '"dance" is no command of the agent; it has boot, watch, stop.\n',
    });
    // They get as far as they do without a record of a boot.
    for (const command of ['watch', 'stop']) {
      expect(run('agent.mjs', command)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('boot.json; "agent boot" writes it'),
      });
    }
  });

  it('bring a collector that validates, although the agent leaves the validator out of its Kafka client', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'collector.json');
    writeFileSync(file, JSON.stringify({ listen: { host: '127.0.0.1' }, sink: { kind: 'carrier pigeon' } }));
    expect(installed(join(folder, 'root'), programs.redis)('collector.mjs', file)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/collector\.json is not what a collector needs: .*'redis'.*'port'/),
    });
  });
});
