import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { howKafkaStopped } from '../how-kafka-stopped.ts';
import type { HostPaths } from '../paths.ts';
import type { Ending } from '../service.ts';
import { writeWholeFile } from '../write-file.ts';

/** That a host goes for good, left in /run for later agents; systemd starts no Kafka beside it. */
export interface DepartureRecord {
  /** For people. */
  readonly why: string;
  /** How Kafka ended; absent: it is still to be stopped. */
  readonly ended?: Ending;
}

/** @returns undefined if the host stays */
export async function readDeparture({ departure }: HostPaths): Promise<DepartureRecord | undefined> {
  return existsSync(departure) ? JSON.parse(await readFile(departure, 'utf8')) : undefined;
}

export async function writeDeparture({ departure }: HostPaths, record: DepartureRecord): Promise<void> {
  await writeWholeFile(departure, `${JSON.stringify(record)}\n`);
}

/** How a broker's Kafka ended: from a host that goes, the volume that would tell may be gone already. */
export async function howBrokerStopped(paths: HostPaths): Promise<Ending> {
  return (await readDeparture(paths))?.ended ?? howKafkaStopped(paths.logDirectory);
}
