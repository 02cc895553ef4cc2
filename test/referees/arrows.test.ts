import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DEPCRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const temporaryFolder = temporaryFolders();

/** Runs the house's rules over a tree of files that exist for this test. */
function cruise(files: Record<string, string>) {
  const house = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(house, dirname(path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const rooms = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
  return spawnSync(
    process.execPath,
    [DEPCRUISE, '--config', join(ROOT, '.dependency-cruiser.js'), ...rooms],
    {
      cwd: house,
      encoding: 'utf8',
    },
  );
}

describe('the arrows of the house', () => {
  it.each([
    ['power', 'kafka'],
    ['power', 'lib'],
    ['kafka', 'power'],
    ['lambda', 'host'],
    ['lib', 'host'],
    ['rehearsal', 'lib'],
    ['host', 'test'],
  ])('forbid %s to import %s', (from, to) => {
    const { status, stdout } = cruise({
      [`${from}/a.ts`]: `import { b } from '../${to}/b.ts';\nexport const a = b;\n`,
      [`${to}/b.ts`]: 'export const b = 1;\n',
    });
    expect(stdout).toContain(`${from}-imports-only-what-it-may`);
    expect(status).not.toBe(0);
  });

  it('let a type-only import count too', () => {
    const { status, stdout } = cruise({
      'power/a.ts': "import type { B } from '../lib/b.ts';\nexport type A = B;\n",
      'lib/b.ts': 'export type B = 1;\n',
    });
    expect(stdout).toContain('power-imports-only-what-it-may');
    expect(status).not.toBe(0);
  });

  it('forbid circles', () => {
    const { stdout } = cruise({
      'power/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
      'power/b.ts': "import { a } from './a.ts';\nexport const b = a;\n",
    });
    expect(stdout).toContain('no-circles');
  });

  it('allow what the house allows', () => {
    const { status, stdout } = cruise({
      'lambda/a.ts': "import { b } from '../power/b.ts';\nexport const a = b;\n",
      'power/b.ts': 'export const b = 1;\n',
    });
    expect(stdout).toContain('no dependency violations found (2 modules, 1 dependencies cruised)');
    expect(status).toBe(0);
  });

  it('hold in this house, and see all of it', () => {
    const files = execFileSync('git', ['ls-files', '--', 'power/*.ts', 'lib/*.ts'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const { stdout, status } = spawnSync(
      process.execPath,
      [DEPCRUISE, '--config', '.dependency-cruiser.js', 'power', 'lib'],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    );
    const seen = Number(/(\d+) modules/.exec(stdout)?.[1]);
    expect(seen).toBeGreaterThanOrEqual(files.trim().split('\n').length);
    expect(status).toBe(0);
  });
});
