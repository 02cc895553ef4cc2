import { assemblePrograms, type ProgramParts } from './assemble-programs.ts';
import { bundleAgent } from './bundle-agent.ts';

/** Bundles the agent from its sources and puts together what hosts run. */
export async function gatherPrograms(parts: Omit<ProgramParts, 'agent'>): Promise<void> {
  await assemblePrograms({ ...parts, agent: await bundleAgent() });
}
