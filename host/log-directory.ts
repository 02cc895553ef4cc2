import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterIdIn } from '../kafka/cluster-id.ts';
import { giveToAccount, isOfAccount } from './account.ts';
import { HostError } from './errors.ts';
import type { HostPaths } from './paths.ts';
import { mustRun, type RunCommand } from './run-command.ts';

/**
 * Makes sure that Kafka's log directory belongs to this cluster and to Kafka's account. A directory without
 * `meta.properties` is formatted: Kafka writes that file last, so an interrupted format is simply repeated.
 *
 * @throws HostError `foreign-volume` if another cluster's data is there, `command-failed`
 */
export async function prepareLogDirectory(
  run: RunCommand,
  paths: HostPaths,
  clusterId: string,
): Promise<void> {
  const { logDirectory, jvmArguments, serverProperties } = paths;
  const found = await readClusterId(logDirectory);
  if (found !== undefined && found !== clusterId) {
    throw new HostError(
      'foreign-volume',
      `The data volume belongs to Kafka cluster ${found}, this environment's is ${clusterId}: it was written under another account, environment or target. Name another volume as dataVolumeId, or deploy under the names that wrote it.`,
    );
  }
  if (found === undefined) {
    await mkdir(logDirectory, { recursive: true });
    const format = ['format', '--standalone', '-t', clusterId, '-c', serverProperties];
    await mustRun(run, 'java', [`@${jvmArguments}`, 'kafka.tools.StorageTool', ...format]);
  }
  if (found === undefined || !(await isOfAccount(paths, logDirectory))) {
    await giveToAccount(run, logDirectory);
  }
}

/** @returns undefined if the directory is not formatted */
async function readClusterId(logDirectory: string): Promise<string | undefined> {
  const file = join(logDirectory, 'meta.properties');
  if (!existsSync(file)) return undefined;
  // Without a readable id it is no file of Kafka's: then it must not be taken for ours either.
  return clusterIdIn(await readFile(file, 'utf8')) ?? 'unknown';
}
