import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type OutputFile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

/** Where the bundles are written for CDK to pick up, a folder for each state of the sources. */
const FOLDER = join(ROOT, '.catnap', 'functions');

/**
 * Bundles each function of `lambda/` with everything that it imports, the AWS SDK included.
 *
 * The SDK goes in, because Lambda's own copy changes under a deployed function. esbuild makes all of them at once, since
 * most of what they import is the same, and works in a process of its own, so that CDK can be loaded meanwhile; the
 * bytes, and with them the asset's hash, are the same from any folder.
 *
 * @returns the folder, with `wake.mjs`, `reap.mjs` and the chunks that they share
 */
export async function bundleFunctions(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['wake', 'reap'].map((name) => join('lambda', `${name}.ts`)),
    outdir: 'functions',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What both import is compiled once; a function loads only the chunks that it needs.
    splitting: true,
    chunkNames: '[hash]',
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
  const digest = createHash('sha256');
  for (const { path, hash } of outputFiles) {
    digest.update(`${basename(path)} ${hash}\n`);
  }
  return installFolder(join(FOLDER, digest.digest('hex').slice(0, 12)), outputFiles);
}

/** Fills a folder under another name and renames it: another synthesis may be doing the same at this moment. */
async function installFolder(folder: string, files: readonly OutputFile[]): Promise<string> {
  if (existsSync(folder)) {
    return folder;
  }
  const draft = `${folder}.${process.pid}.draft`;
  await mkdir(draft, { recursive: true });
  await Promise.all(files.map(({ path, contents }) => writeFile(join(draft, basename(path)), contents)));
  await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
    // Somebody else was faster; theirs is the same.
    await rm(draft, { recursive: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
      throw error;
    }
  });
  return folder;
}
