import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { HostPaths } from './paths.ts';
import { mustRun, type RunCommand } from './run-command.ts';

/** The account that services run under, made by user data. */
export const ACCOUNT = 'catnap';

/** Gives a folder and all that is in it to the account. @throws HostError `command-failed` */
export async function giveToAccount(run: RunCommand, folder: string): Promise<void> {
  await mustRun(run, 'chown', ['-R', `${ACCOUNT}:`, folder]);
}

/**
 * Whether the folder is the account's. Accounts have no fixed number, so the instance that wrote a volume may have
 * numbered it otherwise. chown goes through a directory before it takes the directory itself.
 */
export async function isOfAccount({ accounts }: HostPaths, folder: string): Promise<boolean> {
  const text = existsSync(accounts) ? await readFile(accounts, 'utf8') : '';
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${ACCOUNT}:`));
  return line !== undefined && Number(line.split(':')[2]) === (await stat(folder)).uid;
}
