import { bundle } from './bundle.ts';
import type { BundledFile } from './bundled-file.ts';

/** The agent: `agent.mjs` and its chunks. */
export function bundleAgent(): Promise<BundledFile[]> {
  return bundle({ entry: 'host/agent.ts', name: 'agent' });
}
