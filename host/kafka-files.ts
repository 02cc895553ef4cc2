import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommonSettingsProps, Settings } from '../kafka/common-settings.ts';
import { heapMegabytes } from '../kafka/heap.ts';
import { renderJvmArguments } from '../kafka/jvm.ts';
import type { ListenerProps } from '../kafka/listeners.ts';
import { countPartitions } from '../kafka/partition-folders.ts';
import { renderProperties } from '../kafka/properties.ts';
import { retentionFor } from '../kafka/retention.ts';
import { singleHostSettings } from '../kafka/settings.ts';
import { HostError } from './errors.ts';
import { totalMemory } from './memory.ts';
import type { HostPaths } from './paths.ts';
import { writeWholeFile } from './write-file.ts';

/** What the single host's settings depend on beside the machine's memory. */
export interface KafkaFilesProps extends ListenerProps {
  /** Size of the data volume's file system, in bytes. */
  readonly diskBytes: number;
}

/** The same of any Kafka host. */
export interface KafkaHostFiles {
  /** Size of the data volume's file system, in bytes. */
  readonly diskBytes: number;
  /** The settings of a host that keeps its records so. */
  readonly settings: (log: Pick<CommonSettingsProps, 'logDirectory' | 'retention'>) => Settings;
  /**
   * Seconds for which the virtual machine takes a name's address for granted.
   * @default - as Java does: 30
   */
  readonly nameLife?: number;
}

/**
 * Writes the settings of the single host, and the virtual machine's options.
 *
 * @throws HostError `no-programs`; KafkaError `too-little-memory`
 */
export function writeKafkaFiles(paths: HostPaths, props: KafkaFilesProps): Promise<void> {
  const { diskBytes, ...listeners } = props;
  return writeFilesOf(paths, {
    diskBytes,
    settings: (log) => singleHostSettings({ ...listeners, ...log }),
  });
}

/**
 * Writes Kafka's settings and the virtual machine's options for this host as it is now: its size, its disk and its name
 * may have changed while it was off.
 *
 * @throws HostError `no-programs`; KafkaError `too-little-memory`
 */
export async function writeFilesOf(paths: HostPaths, host: KafkaHostFiles): Promise<void> {
  const { diskBytes, nameLife } = host;
  const { logDirectory, logging } = paths;
  const [jars, memory, partitions] = await Promise.all([
    listJars(paths.jars),
    totalMemory(paths.memory),
    existsSync(logDirectory) ? readdir(logDirectory).then(countPartitions) : 0,
  ]);
  const settings = host.settings({ logDirectory, retention: retentionFor({ diskBytes, partitions }) });
  const jvm = renderJvmArguments({ heap: heapMegabytes(memory), jars, logging, nameLife });
  await Promise.all([
    writeWholeFile(paths.serverProperties, renderProperties(settings)),
    writeWholeFile(paths.jvmArguments, jvm),
  ]);
}

async function listJars(folder: string): Promise<string[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const jars = names.filter((name) => name.endsWith('.jar')).map((name) => join(folder, name));
  if (jars.length > 0) return jars;
  throw new HostError(
    'no-programs',
    `There are no jars in ${folder}; run catnap-update, or deploy the programs (again).`,
  );
}
