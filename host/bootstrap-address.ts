import { bootstrapParameter } from '../power/names.ts';
import type { Parameters } from './parameters.ts';

/**
 * Publishes where clients connect. The name survives stop and start, so it is written only when the instance was
 * replaced: every write is kept as a version, and SSM keeps 100.
 */
export async function publishBootstrap(
  parameters: Parameters,
  environment: string,
  target: string,
  address: string,
): Promise<void> {
  const name = bootstrapParameter(environment, target);
  if ((await parameters.read(name)) !== address) await parameters.write(name, address);
}
