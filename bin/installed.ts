#!/usr/bin/env node
import { resolve } from 'node:path';
import { assemblePrograms } from '../host/programs/assemble-programs.ts';
import { gatherCommand } from './commands/gather.ts';
import { packagedBundle } from './packaged-bundle.ts';
import { environmentCommands, runCommands } from './run-commands.ts';

/** Of the app that uses the package: where it is started. */
const FOLDER = resolve('.catnap');

/** The command line of an installed package: a rehearsal needs a checkout, everything else is here. */
await runCommands([
  ...environmentCommands(),
  gatherCommand({
    folder: FOLDER,
    into: resolve(FOLDER, 'programs'),
    gather: async (parts) => {
      const [agent, collector] = await Promise.all([packagedBundle('agent'), packagedBundle('collector')]);
      await assemblePrograms({ ...parts, agent, collector });
    },
  }),
]);
