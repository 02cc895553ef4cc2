import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { BundledFile } from './bundled-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The agent and all that it imports, the AWS SDK included, as ES modules for the Node that hosts have: `agent.mjs` and the
 * chunks that it loads when it needs them. The bytes do not depend on where the checkout is.
 */
export async function bundleAgent(): Promise<BundledFile[]> {
  const outdir = join(ROOT, 'bundle');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join('host', 'agent.ts')],
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
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    plugins: [slimKafkaClient],
  });
  return outputFiles.map(({ path, contents }) => ({ name: path.slice(outdir.length + 1), contents }));
}

/**
 * @platformatic/kafka compiles JSON schemas of all its options when it is imported: half a second of CPU and 30 MB, for
 * checks that it only makes in its `strict` mode, which nobody here turns on. Schema registries, which Avro is for, nobody
 * uses either. And its WebAssembly comes from a file beside it, unless it is taken from the module that is made for bundles.
 */
const slimKafkaClient: Plugin = {
  name: 'slim-kafka-client',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^@platformatic\/wasm-utils$/ }, ({ kind, resolveDir }) =>
      resolve('@platformatic/wasm-utils/bundled', { kind, resolveDir }),
    );
    onResolve({ filter: /^(ajv|ajv-draft-04|avsc|protobufjs)(\/|$)/ }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }));
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: NO_SCHEMAS }));
    // Its modules do nothing but define things, so what is not used of them can go.
    onResolve({ filter: /^@platformatic\/kafka$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === slimKafkaClient) return undefined;
      const found = await resolve(path, { kind, resolveDir, pluginData: slimKafkaClient });
      return { ...found, sideEffects: false };
    });
  },
};

/** As much of ajv as the imports touch. */
const NO_SCHEMAS = `
  export class Ajv2020 { addKeyword() {} compile() { return () => true; } }
  export const Ajv = Ajv2020;
  export default {};
`;
