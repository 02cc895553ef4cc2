import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { bundleAgent } from '../host/programs/bundle-agent.ts';
import { bundleCollector } from '../host/programs/bundle-collector.ts';
import type { BundledFile } from '../host/programs/bundled-file.ts';
import { bundleFunctions } from '../lib/bundle-functions.ts';

/**
 * Makes `dist/`, which `npm pack` ships and then removes (docs/decisions/0009-the-package-is-compiled.md): the constructs
 * and the command line as JavaScript, in the folders that their sources have, so that they find what lies beside them;
 * the functions, the agent and the collector as bundles.
 */
const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

/** Where the compiled modules find what they read at run time: units, scripts, settings, lists of what to download. */
const WITH_OTHER_FILES = ['host', 'kafka', 'rehearsal/laptop'];

await rm(DIST, { recursive: true, force: true });
await compile();
await Promise.all([
  copyOtherFiles(),
  copyFunctions(),
  write('agent', bundleAgent()),
  write('collector', bundleCollector()),
]);

async function compile(): Promise<void> {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiler = spawn(process.execPath, [tsc, '--project', join(ROOT, 'tsconfig.package.json')], {
    stdio: 'inherit',
  });
  const [code] = await once(compiler, 'exit');
  if (code !== 0) {
    throw new Error('the package does not compile by tsconfig.package.json; correct what tsc names above');
  }
}

async function copyOtherFiles(): Promise<void> {
  for (const folder of WITH_OTHER_FILES) {
    await cp(join(ROOT, folder), join(DIST, folder), {
      recursive: true,
      filter: (path) => extname(path) !== '.ts',
    });
  }
}

async function copyFunctions(): Promise<void> {
  await cp(await bundleFunctions(), join(DIST, 'functions'), { recursive: true });
}

async function write(program: string, bundle: Promise<readonly BundledFile[]>): Promise<void> {
  for (const { name, contents } of await bundle) {
    const path = join(DIST, program, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
}
