import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

/** Where the bundles are written for CDK to pick up. */
const FOLDER = join(ROOT, '.catnap', 'functions');

/**
 * Bundles each function of `lambda/` with everything that it imports, the AWS SDK included.
 *
 * The SDK goes in, because Lambda's own copy changes under a deployed function. esbuild makes all of them at once, since
 * most of what they import is the same, and works in a process of its own, so that CDK can be loaded meanwhile; the
 * bytes, and with them the asset's hash, are the same from any folder.
 *
 * @returns the folder, with `wake.mjs` and `reap.mjs`
 */
export async function bundleFunctions(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['wake', 'reap'].map((name) => join('lambda', `${name}.ts`)),
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
  await mkdir(FOLDER, { recursive: true });
  for (const { path, contents } of outputFiles) {
    // Written beside the folder and renamed: another synthesis may be zipping it at this moment.
    const draft = `${FOLDER}.${process.pid}.draft`;
    await writeFile(draft, contents);
    await rename(draft, join(FOLDER, basename(path)));
  }
  return FOLDER;
}
