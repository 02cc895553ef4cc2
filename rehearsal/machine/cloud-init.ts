import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { below } from './layout.ts';
import type { UserData } from './user-data.ts';

/** Where cloud-init remembers for which instance it has run. */
const INSTANCE_ID = '/var/lib/cloud/data/instance-id';

/** Whether user data has not run yet for this instance: it runs at the first boot only. */
export function isFirstBoot(root: string, instanceId: string): boolean {
  const file = below(root, INSTANCE_ID);
  return !existsSync(file) || readFileSync(file, 'utf8').trim() !== instanceId;
}

/** Writes the files of the user data; from then on it is not the first boot any more. */
export function writeUserDataFiles(root: string, instanceId: string, { files }: UserData): void {
  for (const { path, content, mode } of [
    ...files,
    { path: INSTANCE_ID, content: `${instanceId}\n`, mode: 0o644 },
  ]) {
    const file = below(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  }
}
