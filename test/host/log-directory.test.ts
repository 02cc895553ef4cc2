import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { prepareLogDirectory } from '../../host/log-directory.ts';
import { type HostPaths, hostPaths } from '../../host/paths.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { type FakeCommand, fakeCommands } from './fake-commands.ts';

const temporaryFolder = temporaryFolders();
const OURS = 'W2vwkwPTTKqRvqfavAjzPA';
const THEIRS = 'AAAAkwPTTKqRvqfavAjzPA';

function host(): HostPaths {
  const paths = hostPaths(temporaryFolder());
  mkdirSync(paths.mountPoint, { recursive: true });
  mkdirSync(dirname(paths.accounts), { recursive: true });
  writeAccount(paths, statSync(paths.mountPoint).uid);
  return paths;
}

function writeAccount({ accounts }: HostPaths, uid: number): void {
  writeFileSync(accounts, `root:x:0:0:root:/root:/bin/bash\ncatnap:x:${uid}:${uid}::/:/sbin/nologin\n`);
}

/** What kafka-storage format leaves behind. */
function formatted({ logDirectory }: HostPaths, id: string): void {
  mkdirSync(logDirectory, { recursive: true });
  writeFileSync(join(logDirectory, 'meta.properties'), `cluster.id=${id}\nnode.id=1\n`);
}

describe('the log directory', () => {
  it("is formatted with this cluster's id if it is new, once, and belongs to Kafka's account", async () => {
    const paths = host();
    const java: FakeCommand = () => {
      formatted(paths, OURS);
      return undefined;
    };
    const { run, calls } = fakeCommands({ java });
    await prepareLogDirectory(run, paths, OURS);
    await prepareLogDirectory(run, paths, OURS);
    expect(calls).toEqual([
      `java @${paths.jvmArguments} kafka.tools.StorageTool format --standalone -t ${OURS} -c ${paths.serverProperties}`,
      `chown -R catnap: ${paths.logDirectory}`,
    ]);
  });

  it('is formatted again if the first attempt was cut off', async () => {
    const paths = host();
    mkdirSync(join(paths.logDirectory, '__cluster_metadata-0'), { recursive: true });
    const { run, ran } = fakeCommands();
    await prepareLogDirectory(run, paths, OURS);
    expect(ran('java')).toHaveLength(1);
  });

  it('is left alone on every other boot', async () => {
    const paths = host();
    formatted(paths, OURS);
    const { run, calls } = fakeCommands();
    await prepareLogDirectory(run, paths, OURS);
    expect(calls).toEqual([]);
  });

  it('is given to the account when the instance that wrote it numbered accounts otherwise', async () => {
    const paths = host();
    formatted(paths, OURS);
    writeAccount(paths, 4711);
    const { run, calls } = fakeCommands();
    await prepareLogDirectory(run, paths, OURS);
    expect(calls).toEqual([`chown -R catnap: ${paths.logDirectory}`]);
  });

  it("of another cluster is refused, with both clusters' ids, and untouched", async () => {
    const paths = host();
    formatted(paths, THEIRS);
    const { run, calls } = fakeCommands();
    await expect(prepareLogDirectory(run, paths, OURS)).rejects.toMatchObject({
      code: 'foreign-volume',
      message: expect.stringContaining(`belongs to Kafka cluster ${THEIRS}, this environment's is ${OURS}`),
    });
    expect(calls).toEqual([]);
  });

  it('of nobody knows whom is refused too', async () => {
    const paths = host();
    formatted(paths, 'unreadable');
    await expect(prepareLogDirectory(fakeCommands().run, paths, OURS)).rejects.toMatchObject({
      code: 'foreign-volume',
    });
  });
});
