import { join } from 'node:path';
import { build } from 'esbuild';
import type { BundledFile } from './bundled-file.ts';
import { slimKafkaClient } from './slim-kafka-client.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What is bundled. */
export interface BundleProps {
  /** The program's first module, relative to the checkout. */
  readonly entry: string;
  /** Name of the bundle's first module, without `.mjs`. */
  readonly name: string;
}

/**
 * A program and all that it imports, the AWS SDK included, as ES modules for the Node that hosts have: the first one and
 * the chunks that it loads when it needs them. The bytes do not depend on where the checkout is.
 */
export async function bundle({ entry, name }: BundleProps): Promise<BundledFile[]> {
  const outdir = join(ROOT, 'bundle');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { [name]: entry },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    // Some dependencies are CommonJS and ask for Node's own modules by `require`, which an ES module does not have.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    plugins: [slimKafkaClient],
  });
  return outputFiles.map(({ path, contents }) => ({ name: path.slice(outdir.length + 1), contents }));
}
