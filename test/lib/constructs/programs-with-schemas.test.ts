import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { programsWithSchemas } from '../../../lib/constructs/programs-with-schemas.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const temporaryFolder = temporaryFolders();

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Joins them in a folder of their own. */
function joinedOf(programs: string, schemas: string): string {
  const into = temporaryFolder();
  programsWithSchemas(programs, schemas, into);
  return into;
}

const line = (name: string, text: string): string =>
  `${createHash('sha256').update(text).digest('hex')}  ${name}\n`;

const PROGRAMS = { 'agent.mjs': 'run()', SHA256SUMS: line('agent.mjs', 'run()') };

describe('programs with schemas', () => {
  it('are the programs, and the schemas beside them with a checksum of each', () => {
    const schemas = folderOf({ 'order/1.json': '{}', 'order/2.json': 'true' });
    const joined = joinedOf(folderOf(PROGRAMS), schemas);
    expect(readFileSync(join(joined, 'schemas/order/2.json'), 'utf8')).toBe('true');
    expect(readFileSync(join(joined, 'SHA256SUMS'), 'utf8')).toBe(
      PROGRAMS.SHA256SUMS + line('schemas/order/1.json', '{}') + line('schemas/order/2.json', 'true'),
    );
    expect(readFileSync(join(joined, 'agent.mjs'), 'utf8')).toBe('run()');
  });

  it('leave the programs themselves as they are: another host may be given them without', () => {
    const programs = folderOf(PROGRAMS);
    joinedOf(programs, folderOf({ 'order/1.json': '{}' }));
    expect(readFileSync(join(programs, 'SHA256SUMS'), 'utf8')).toBe(PROGRAMS.SHA256SUMS);
  });

  it('take nothing else that lies in the folder', () => {
    const schemas = folderOf({ 'README.md': '', 'order/1.json': '{}', 'order/drafts/2.json': '{' });
    const joined = joinedOf(folderOf(PROGRAMS), schemas);
    expect(readFileSync(join(joined, 'SHA256SUMS'), 'utf8')).not.toMatch(/README|drafts/);
  });
});
