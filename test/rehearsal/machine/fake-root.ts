import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes files below `root`: path → text; those in a `bin` folder are made executable. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (dirname(path).endsWith('bin')) chmodSync(file, 0o755);
  }
}

/** A unit file of a service: its lines, of which those that name dependencies go into [Unit]. */
export function unitFile(...lines: string[]): string {
  const isOfUnit = (line: string): boolean =>
    /^(After|Before|Requires|Wants|Condition|StartLimit)/.test(line);
  return [
    '[Unit]',
    ...lines.filter(isOfUnit),
    '[Service]',
    ...lines.filter((line) => !isOfUnit(line)),
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** A shell program with the lines given. */
export function program(...lines: string[]): string {
  return ['#!/bin/sh', ...lines, ''].join('\n');
}
