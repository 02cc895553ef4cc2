import { Command } from 'commander';
import type { GatheredParts } from '../../host/programs/assemble-programs.ts';
import { prepareJava } from '../../rehearsal/laptop/laptop.ts';
import { lineProgress } from '../../rehearsal/laptop/progress.ts';
import { findPython } from '../../rehearsal/laptop/python.ts';

export interface GatherPlace {
  /** Where the JDK and Kafka's jars are kept for the next time. */
  readonly folder: string;
  /** Where the programs go. */
  readonly into: string;
  /** Puts them together once Kafka's jars are there. */
  gather(parts: GatheredParts): Promise<void>;
}

/** `catnap gather`: put together what hosts run, before a deploy uploads it. */
export function gatherCommand({ folder, into, gather }: GatherPlace): Command {
  return new Command('gather')
    .description('put together what hosts run (agent, units, Kafka, collector), before a deploy')
    .option('--relock', "pin Kafka's jars anew, after a change of kafka/distribution/jgo.toml")
    .action(async ({ relock = false }: { relock?: boolean }) => {
      const progress = lineProgress(console.log);
      const { jars } = await prepareJava(await findPython(), folder, progress, { relock });
      await progress.step(`what hosts run, in ${into}`, () => gather({ jars, into }));
    });
}
