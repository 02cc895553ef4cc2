import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The agent and all that it imports, the AWS SDK included, as one ES module for the Node that hosts have. The bytes do
 * not depend on where the checkout is.
 */
export async function bundleAgent(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join('host', 'agent.ts')],
    outfile: 'agent.mjs',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    // Its main entry reads a .wasm file that lies beside it in node_modules; this one has it inside.
    alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const [file] = outputFiles;
  if (file === undefined) {
    throw new Error('esbuild made nothing of host/agent.ts');
  }
  return file.contents;
}
