import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where the bundles are written for CDK to pick up. */
const FOLDER = join(ROOT, '.catnap', 'functions');

/** A file of `lambda/` that AWS starts; its handler is `<name>.handler`. */
export type FunctionName = 'wake' | 'reap';

const NAMES: readonly FunctionName[] = ['wake', 'reap'];

/**
 * The code of all functions: each file of `lambda/` with everything that it imports, the AWS SDK included.
 *
 * The SDK goes in, because Lambda's own copy changes under a deployed function. esbuild runs in this process and makes
 * all of them at once, since most of what they import is the same; the bytes, and with them the asset's hash, are the
 * same from any folder.
 */
export function bundledFunctions(): Code {
  if (!bundled) {
    bundle();
    bundled = true;
  }
  return Code.fromAsset(FOLDER);
}

/** Once in a process, however many environments and tests ask for it. */
let bundled = false;

function bundle(): void {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: NAMES.map((name) => join('lambda', `${name}.ts`)),
    outdir: 'functions',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    // Some dependencies are CommonJS and ask for Node's own modules by `require`, which an ES module does not have.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  mkdirSync(FOLDER, { recursive: true });
  for (const { path, contents } of outputFiles) {
    // Written beside the folder and renamed: another synthesis may be zipping it at this moment.
    const draft = `${FOLDER}.${process.pid}.draft`;
    writeFileSync(draft, contents);
    renameSync(draft, join(FOLDER, basename(path)));
  }
}
