import { join } from 'node:path';
import { gatherPrograms } from '../../host/programs/gather-programs.ts';
import { prepareEmulator, prepareJava } from '../../rehearsal/laptop/laptop.ts';
import { findPython } from '../../rehearsal/laptop/python.ts';
import { prepareRedis } from '../../rehearsal/laptop/redis-server.ts';
import { type HostPrograms, type RehearsalHandle, startRehearsal } from '../../rehearsal/rehearsal.ts';
import { takeRehearsalFolder } from '../../rehearsal/rehearsal-folder.ts';
import type { RehearsedEnvironment } from '../../rehearsal/rehearsed-environment.ts';

const CATNAP = join(import.meta.dirname, '..', '..', '.catnap');

/** A rehearsal for one test file. */
export interface DeployedRehearsal {
  readonly handle: RehearsalHandle;
  readonly folder: string;
  readonly java: Pick<HostPrograms, 'java' | 'jars'>;
  /** Ends it, and gives its folder free. */
  close(): Promise<void>;
}

/** Deploys an environment to an emulator of its own, with machines for its instances and programs of its own. */
export async function deployRehearsal(environment: RehearsedEnvironment): Promise<DeployedRehearsal> {
  const progress = { step: <T>(_what: string, work: () => Promise<T>) => work() };
  const python = await findPython();
  const [emulatorPython, java, redis] = await Promise.all([
    prepareEmulator(python, CATNAP, progress),
    prepareJava(python, CATNAP, progress),
    prepareRedis(python, CATNAP, progress),
  ]);
  const folder = await takeRehearsalFolder(CATNAP);
  try {
    const programs = join(folder.path, 'programs');
    await gatherPrograms({ jars: java.jars, into: programs });
    const hosts = Promise.resolve({ ...java, redis, programs });
    const signal = new AbortController().signal;
    const handle = await startRehearsal({ environment, folder, emulatorPython, hosts, progress, signal });
    return {
      handle,
      folder: folder.path,
      java,
      async close() {
        await handle.close();
        await folder.release();
      },
    };
  } catch (error) {
    await folder.release();
    throw error;
  }
}
