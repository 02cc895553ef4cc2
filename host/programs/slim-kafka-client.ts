import { sep } from 'node:path';
import type { Plugin } from 'esbuild';

/** Where the client's own modules are. */
const KAFKA_CLIENT = ['node_modules', '@platformatic', 'kafka', ''].join(sep);

/**
 * @platformatic/kafka compiles JSON schemas of all its options when it is imported: half a second of CPU and 30 MB, for
 * checks that it only makes in its `strict` mode, which nobody here turns on. Schema registries, which Avro is for, nobody
 * uses either. What others import of the same packages they get: the collector validates events by the same ajv. And its
 * WebAssembly comes from a file beside it, unless it is taken from the module that is made for bundles.
 */
export const slimKafkaClient: Plugin = {
  name: 'slim-kafka-client',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^@platformatic\/wasm-utils$/ }, ({ kind, resolveDir }) =>
      resolve('@platformatic/wasm-utils/bundled', { kind, resolveDir }),
    );
    onResolve({ filter: /^(ajv|ajv-draft-04|avsc|protobufjs)(\/|$)/ }, ({ path, importer }) =>
      importer.includes(KAFKA_CLIENT) ? { path, namespace: 'left-out' } : undefined,
    );
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
