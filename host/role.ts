import type { ClusterServices } from './cluster/cluster-services.ts';
import type { HostEnvironment } from './environment.ts';
import type { Identity } from './identity.ts';
import type { Parameters } from './parameters.ts';
import type { HostPaths } from './paths.ts';
import type { RunCommand } from './run-command.ts';
import type { HostSettings } from './settings.ts';
import type { VolumeLabel } from './volume/labelled-device.ts';

/** What a host is at this boot. */
export interface RoleProps<Settings extends HostSettings = HostSettings> {
  readonly host: HostEnvironment;
  readonly paths: HostPaths;
  readonly identity: Identity;
  readonly settings: Settings;
  readonly parameters: Parameters;
  readonly cluster: ClusterServices;
  readonly run: RunCommand;
}

/** What hosts of a kind do at a boot beside what all of them do. */
export interface Role {
  /** Of the data volume. */
  readonly label: VolumeLabel;
  /** Where clients connect: `host:port`, one or more, with commas between them. */
  readonly bootstrap: string;
  /**
   * Gets everything ready for the services to start, once the data volume is mounted. May run again and again.
   *
   * @param diskBytes size of the volume's file system
   * @param rendered called when the settings of the services are written
   * @throws HostError, KafkaError: the services must not start then
   */
  prepare(diskBytes: number, rendered: () => void): Promise<void>;
}
