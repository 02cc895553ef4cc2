import { Command } from 'commander';
import { gatherPrograms } from '../../host/programs/gather-programs.ts';
import { prepareJava } from '../../rehearsal/laptop/laptop.ts';
import { lineProgress } from '../../rehearsal/laptop/progress.ts';
import { findPython } from '../../rehearsal/laptop/python.ts';
import { CATNAP_FOLDER, PROGRAMS_FOLDER } from '../paths.ts';

/** `catnap gather`: put together what hosts run, before a deploy uploads it. */
export function gatherCommand(): Command {
  return new Command('gather')
    .description('put together what hosts run (agent, units, Kafka), before a deploy')
    .option('--relock', "pin Kafka's jars anew, after a change of kafka/distribution/jgo.toml")
    .action(async ({ relock = false }: { relock?: boolean }) => {
      const progress = lineProgress(console.log);
      const { jars } = await prepareJava(await findPython(), CATNAP_FOLDER, progress, { relock });
      await progress.step(`what hosts run, in ${PROGRAMS_FOLDER}`, () =>
        gatherPrograms({ jars, into: PROGRAMS_FOLDER }),
      );
    });
}
