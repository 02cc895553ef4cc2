import { readBootRecord } from '../boot-record.ts';
import { hostEnvironment } from '../environment.ts';
import { howStopped } from '../kafka-service.ts';
import { openStore } from '../open-store.ts';
import { hostPaths } from '../paths.ts';
import { tryCommand } from '../run-command.ts';
import { stop } from '../stop.ts';

/** `agent stop` */
export async function stopCommand(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = hostEnvironment(variables);
  const { bootRecord, logDirectory, mountPoint } = hostPaths(host.root);
  const record = await readBootRecord(bootRecord);
  const { target, table } = record.settings;
  await stop({
    record,
    reporter: { store: openStore(host.region, table), target, instanceId: record.instanceId },
    howStopped: () => howStopped(logDirectory),
    mountPoint,
    run: tryCommand,
    clock: () => new Date(),
    log: console.error,
  });
}
