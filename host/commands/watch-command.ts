import { setTimeout } from 'node:timers/promises';
import { readBootRecord, writeBootRecord } from '../boot-record.ts';
import { diskUse } from '../disk-use.ts';
import { hostEnvironment } from '../environment.ts';
import { howStopped, kafkaService } from '../kafka-service.ts';
import { openStore } from '../open-store.ts';
import { hostPaths } from '../paths.ts';
import { tryCommand } from '../run-command.ts';
import { watch } from '../watch.ts';

/** `agent watch`, until SIGTERM */
export async function watchCommand(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = hostEnvironment(variables);
  const paths = hostPaths(host.root);
  const record = await readBootRecord(paths.bootRecord);
  const { target, table, kafka } = record.settings;
  const leave = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => leave.abort());
  await watch(
    {
      record,
      reporter: { store: openStore(host.region, table), target, instanceId: record.instanceId },
      kafka: kafkaService({ ports: host.ports, security: kafka.security, run: tryCommand }),
      howStopped: () => howStopped(paths.logDirectory),
      disk: () => diskUse(tryCommand, paths.mountPoint),
      keepSteps: (steps) => writeBootRecord(paths.bootRecord, { ...record, steps }),
      clock: () => new Date(),
      sleep: async (milliseconds, signal) => {
        // Rejects only because the signal was aborted, which the watch looks at next.
        await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
      },
      log: console.log,
    },
    leave.signal,
  );
}
