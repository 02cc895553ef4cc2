import { readBootRecord } from '../boot-record.ts';
import { howStopped } from '../ending.ts';
import { hostEnvironment } from '../environment.ts';
import { openStore } from '../open-store.ts';
import { hostPaths } from '../paths.ts';
import { tryCommand } from '../run-command.ts';
import { stop } from '../stop.ts';

/** `agent stop` */
export async function stopCommand(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = hostEnvironment(variables);
  const paths = hostPaths(host.root);
  const record = await readBootRecord(paths.bootRecord);
  const { target, table } = record.settings;
  await stop({
    record,
    reporter: { store: openStore(host.region, table), target, instanceId: record.instanceId },
    howStopped: () => howStopped(record.settings, paths, tryCommand),
    mountPoint: paths.mountPoint,
    run: tryCommand,
    clock: () => new Date(),
    log: console.error,
  });
}
