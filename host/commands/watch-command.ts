import { setTimeout } from 'node:timers/promises';
import { readBootRecord, writeBootRecord } from '../boot-record.ts';
import { diskUse } from '../disk-use.ts';
import { hostEnvironment } from '../environment.ts';
import { openStore } from '../open-store.ts';
import { hostPaths } from '../paths.ts';
import { tryCommand } from '../run-command.ts';
import { isBroker } from '../settings.ts';
import { watch } from '../watch.ts';
import type { WatchProps } from '../watch-props.ts';

/** `agent watch`, until SIGTERM */
export async function watchCommand(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = hostEnvironment(variables);
  const paths = hostPaths(host.root);
  const record = await readBootRecord(paths.bootRecord);
  const { settings } = record;
  const leave = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => leave.abort());
  const props: Omit<WatchProps<unknown>, 'service'> = {
    record,
    reporter: {
      store: openStore(host.region, settings.table),
      target: settings.target,
      instanceId: record.instanceId,
    },
    disk: () => diskUse(tryCommand, paths.mountPoint),
    keepSteps: (steps) => writeBootRecord(paths.bootRecord, { ...record, steps }),
    clock: () => new Date(),
    sleep: async (milliseconds, signal) => {
      // Rejects only because the signal was aborted, which the watch looks at next.
      await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
    },
    log: console.log,
  };
  // A watch runs all the time: it loads what it watches by, and no more.
  if (isBroker(settings)) {
    const { watchedBroker } = await import('../cluster/watched-broker.ts');
    const endpoint = variables['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
    const broker = await watchedBroker({ host, paths, settings, endpoint, log: props.log });
    await watch({ ...props, ...broker }, leave.signal);
  } else if ('kafka' in settings) {
    const { singleKafka } = await import('../single-kafka.ts');
    await watch({ ...props, service: singleKafka(host, paths, settings) }, leave.signal);
  } else {
    const { redisService } = await import('../redis/redis-service.ts');
    const service = redisService({
      port: host.ports.COLLECTOR,
      collectorSettings: paths.collectorSettings,
      run: tryCommand,
    });
    await watch({ ...props, service }, leave.signal);
  }
}
