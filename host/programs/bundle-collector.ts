import { bundle } from './bundle.ts';
import type { BundledFile } from './bundled-file.ts';

/** The collector: `collector.mjs` and its chunks. What one sink needs and another does not is in a chunk of its own. */
export function bundleCollector(): Promise<BundledFile[]> {
  return bundle({ entry: 'collector/main.ts', name: 'collector' });
}
