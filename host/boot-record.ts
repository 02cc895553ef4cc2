import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ActivityDetail } from '../power/items.ts';
import { HostError } from './errors.ts';
import { type HostSettings, LATER_SETTINGS } from './settings.ts';
import { writeWholeFile } from './write-file.ts';

/** When each step of a boot was reached. */
export type BootSteps = NonNullable<ActivityDetail['boot']>;

/** What a boot found out and did, left in /run for the agent's other commands. */
export interface BootRecord {
  /** New at each boot. */
  readonly bootId: string;
  readonly instanceId: string;
  readonly settings: HostSettings;
  readonly steps: BootSteps;
  /** Id of the installed programs. */
  readonly programs: string;
}

/** Leaves the record for the agent's other commands. */
export async function writeBootRecord(path: string, record: BootRecord): Promise<void> {
  await writeWholeFile(path, `${JSON.stringify(record, undefined, 1)}\n`);
}

/**
 * Programs that were installed after the boot may find a record that earlier ones wrote.
 *
 * @throws HostError `not-booted` if there is none
 */
export async function readBootRecord(path: string): Promise<BootRecord> {
  if (existsSync(path)) {
    const record: BootRecord = JSON.parse(await readFile(path, 'utf8'));
    return { ...record, settings: { ...LATER_SETTINGS, ...record.settings } };
  }
  throw new HostError(
    'not-booted',
    `There is no ${path}; "agent boot" writes it (catnap-boot.service), so see its journal.`,
  );
}
