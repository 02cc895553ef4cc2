import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterIdIn, directoryIdIn } from '../kafka/cluster-id.ts';
import { giveToAccount, isOfAccount } from './account.ts';
import { HostError } from './errors.ts';
import type { HostPaths } from './paths.ts';
import { mustRun, type RunCommand } from './run-command.ts';

/** What a formatted log directory says of itself. */
export interface LogDirectory {
  /** `unknown`: its file is none of Kafka's, so it must not be taken for ours either. */
  readonly clusterId: string;
  /** `unknown`: likewise. */
  readonly directoryId: string;
  /** Id of the node that it belongs to; NaN: likewise. */
  readonly node: number;
}

/**
 * Makes sure that the single host's log directory belongs to this cluster and to Kafka's account; a new one is formatted.
 *
 * @throws HostError `foreign-volume` if another cluster's data is there, `command-failed`
 */
export async function prepareLogDirectory(
  run: RunCommand,
  paths: HostPaths,
  clusterId: string,
): Promise<void> {
  const found = await readLogDirectory(paths, clusterId);
  if (found === undefined) await formatLogDirectory(run, paths, clusterId, ['--standalone']);
  await giveLogDirectory(run, paths, found === undefined);
}

/**
 * Kafka writes `meta.properties` last, so a directory without it was never formatted to the end.
 *
 * @returns undefined if it is to be formatted (again)
 * @throws HostError `foreign-volume` if it is another cluster's
 */
export async function readLogDirectory(
  { logDirectory }: HostPaths,
  clusterId: string,
): Promise<LogDirectory | undefined> {
  const file = join(logDirectory, 'meta.properties');
  if (!existsSync(file)) return undefined;
  const text = await readFile(file, 'utf8');
  const found = {
    clusterId: clusterIdIn(text) ?? 'unknown',
    directoryId: directoryIdIn(text) ?? 'unknown',
    node: Number(/^node\.id=(\d+)\s*$/m.exec(text)?.[1]),
  };
  if (found.clusterId === clusterId) return found;
  throw new HostError(
    'foreign-volume',
    `The data volume belongs to Kafka cluster ${found.clusterId}, this environment's is ${clusterId}: it was written under another account, environment or target. Name another volume as dataVolumeId, or deploy under the names that wrote it.`,
  );
}

/**
 * @param quorum the option of `kafka-storage format` that says who the first controllers are
 * @throws HostError `command-failed`
 */
export async function formatLogDirectory(
  run: RunCommand,
  { logDirectory, jvmArguments, serverProperties }: HostPaths,
  clusterId: string,
  quorum: readonly string[],
): Promise<void> {
  await mkdir(logDirectory, { recursive: true });
  const format = ['format', ...quorum, '-t', clusterId, '-c', serverProperties];
  await mustRun(run, 'java', [`@${jvmArguments}`, 'kafka.tools.StorageTool', ...format]);
}

/** Gives the directory to Kafka's account, if it is not that account's already. @throws HostError `command-failed` */
export async function giveLogDirectory(run: RunCommand, paths: HostPaths, isNew: boolean): Promise<void> {
  const { logDirectory } = paths;
  if (isNew || !(await isOfAccount(paths, logDirectory))) await giveToAccount(run, logDirectory);
}
