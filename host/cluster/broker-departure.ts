import type { Departure } from '../departure.ts';
import type { InstanceMetadata } from '../instance-metadata.ts';
import type { HostPaths } from '../paths.ts';
import { mustRun, type RunCommand } from '../run-command.ts';
import { detachOwn } from '../volume/detach-own.ts';
import type { VolumeQuery, Volumes } from '../volume/ec2-volumes.ts';
import { isMounted } from '../volume/mount-data.ts';
import { readDeparture, writeDeparture } from './departure-record.ts';
import type { ScalingGroup } from './scaling-group.ts';
import { spotOutlook } from './spot-outlook.ts';

/** What a broker's instance needs to go for good. */
export interface BrokerDepartureProps {
  readonly instanceId: string;
  readonly paths: HostPaths;
  readonly metadata: InstanceMetadata;
  readonly run: RunCommand;
  /** How the data volume is found. */
  readonly volume: VolumeQuery;
  /** Loaded only when the host goes, as is the group: the watch runs all the time and lives on little memory. */
  readonly volumes: () => Promise<Volumes>;
  readonly group: () => Promise<ScalingGroup>;
}

/** How a broker's instance goes for good. */
export function brokerDeparture(props: BrokerDepartureProps): Departure {
  const { instanceId, paths, metadata, run } = props;
  return {
    async outlook() {
      const begun = await readDeparture(paths);
      return begun === undefined ? spotOutlook(metadata) : { leave: begun.why };
    },
    async begin(why) {
      if ((await readDeparture(paths)) === undefined) await writeDeparture(paths, { why });
    },
    async ended(ended) {
      const record = await readDeparture(paths);
      if (record?.ended === undefined) await writeDeparture(paths, { why: '', ...record, ended });
    },
    async release() {
      // First: what is mounted must never be detached.
      if (await isMounted(run, paths.mountPoint)) await mustRun(run, 'umount', [paths.mountPoint]);
      await detachOwn(await props.volumes(), props.volume, instanceId);
    },
    async terminate() {
      await (await props.group()).replace(instanceId);
    },
  };
}
