import { assemblePrograms, type GatheredParts } from './assemble-programs.ts';
import { bundleAgent } from './bundle-agent.ts';
import { bundleCollector } from './bundle-collector.ts';

/** Bundles the agent and the collector from their sources and puts together what hosts run. */
export async function gatherPrograms(parts: GatheredParts): Promise<void> {
  const [agent, collector] = await Promise.all([bundleAgent(), bundleCollector()]);
  await assemblePrograms({ ...parts, agent, collector });
}
