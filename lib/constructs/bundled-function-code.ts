import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The code of one Lambda function: `lambda/<name>.ts` and everything it imports, the AWS SDK included, in one file.
 *
 * The SDK goes in, because Lambda's own copy changes under a deployed function. esbuild runs in this process, which is
 * what keeps synthesis under two seconds; the bytes, and with them the asset's hash, are the same from any folder.
 */
export function bundledFunctionCode(name: string): Code {
  const folder = folders.get(name) ?? bundle(name);
  folders.set(name, folder);
  return Code.fromAsset(folder);
}

/** Bundled once in a process, however many environments and tests ask for it. */
const folders = new Map<string, string>();

function bundle(name: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [join('lambda', `${name}.ts`)],
    outfile: 'index.mjs',
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
  const [file] = outputFiles;
  if (file === undefined) {
    throw new Error(`esbuild made nothing of lambda/${name}.ts`);
  }
  const folder = join(ROOT, '.catnap', 'bundles', name);
  mkdirSync(folder, { recursive: true });
  // Written beside the folder and renamed: another synthesis may be zipping it at this moment.
  const draft = `${folder}.${process.pid}.mjs`;
  writeFileSync(draft, file.contents);
  renameSync(draft, join(folder, 'index.mjs'));
  return folder;
}
