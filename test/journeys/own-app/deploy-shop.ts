import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../../rehearsal/deploy.ts';
import type { EmulatedAws } from '../../../rehearsal/emulated-aws.ts';
import { prepareJava } from '../../../rehearsal/laptop/laptop.ts';
import { findPython } from '../../../rehearsal/laptop/python.ts';
import { startEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { appCommands } from './app-commands.ts';
import { type InstalledApp, installExample } from './install-example.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The example app, as somebody has it who followed docs/own-app.md. */
export interface Shop {
  readonly app: InstalledApp;
  readonly aws: EmulatedAws;
  /** Runs a command line that is installed in the app; gives what it printed. */
  run(command: 'catnap' | 'cdk' | 'tsc', ...args: string[]): Promise<string>;
  close(): Promise<void>;
}

/** Installs the app in an empty folder and deploys it to the emulator; it is night where the shop's people work. */
export async function deployShop(): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'catnap-own-app-'));
  const emulator = await startEmulator({ PENDING_SECONDS: 0.3, STOPPING_SECONDS: 0.3 });
  const close = async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const signal = new AbortController().signal;
    const app = join(folder, 'app');
    const [installed] = await Promise.all([
      installExample(app),
      bootstrap({ aws: emulator.aws, folder, signal }),
      prepareJava(await findPython(), join(ROOT, '.catnap'), { step: (_what, work) => work() }),
    ]);
    const run = appCommands(installed, emulator.aws);
    await borrowJava(app);
    // What the CDK CLI looks up at the first synthesis in a real account, and then keeps there.
    await cp(join(ROOT, 'cdk.context.json'), join(app, 'cdk.context.json'));

    await run('catnap', 'gather');
    // 120 MB that only a host would read, and here is none: zipping them would take longer than all the rest.
    await rm(join(app, '.catnap', 'programs', 'kafka', 'kafka', 'libs'), { recursive: true });
    await run('cdk', 'synth', '--strict', '--quiet', '--context', `timeZone=${zoneAtNight(new Date())}`);
    await run('cdk', 'deploy', '--app', 'cdk.out', '--require-approval', 'never');
    return { app: installed, aws: emulator.aws, run, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The JDK and Kafka's jars are downloaded once for all tests. */
async function borrowJava(app: string): Promise<void> {
  await mkdir(join(app, '.catnap'));
  for (const name of await readdir(join(ROOT, '.catnap'))) {
    if (/^(java|kafka)-[0-9a-f]{12}$/.test(name)) {
      await symlink(join(ROOT, '.catnap', name), join(app, '.catnap', name));
    }
  }
}

/** A zone where it is between one and two in the morning. */
function zoneAtNight(now: Date): string {
  const ahead = ((1 - now.getUTCHours() + 36) % 24) - 12;
  // These names count from the other side.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
