import { awsClientConfig } from '../aws-client-config.ts';
import { readBootRecord } from '../boot-record.ts';
import { howStopped } from '../ending.ts';
import { hostEnvironment } from '../environment.ts';
import { openStore } from '../open-store.ts';
import { hostPaths } from '../paths.ts';
import { tryCommand } from '../run-command.ts';
import { isBroker } from '../settings.ts';
import { stop } from '../stop.ts';
import { dataVolumeOf } from '../volume/data-volume.ts';
import { detachOwn } from '../volume/detach-own.ts';

/** Two: the instance is going down, and EC2 frees the volume anyway when it is gone. */
const ATTEMPTS = 2;

/** `agent stop` */
export async function stopCommand(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = hostEnvironment(variables);
  const paths = hostPaths(host.root);
  const record = await readBootRecord(paths.bootRecord);
  const { settings, instanceId } = record;
  const { target, table } = settings;
  await stop({
    record,
    reporter: { store: openStore(host.region, table), target, instanceId },
    howStopped: () => howStopped(settings, paths, tryCommand),
    mountPoint: paths.mountPoint,
    // A group ends its instances for good; a single host is stopped, and started again.
    detach: isBroker(settings)
      ? async () => {
          const { ec2Volumes } = await import('../volume/ec2-volumes.ts');
          const volumes = ec2Volumes(awsClientConfig(host.region, ATTEMPTS));
          await detachOwn(volumes, dataVolumeOf(host.environment, settings), instanceId);
        }
      : undefined,
    run: tryCommand,
    clock: () => new Date(),
    log: console.error,
  });
}
