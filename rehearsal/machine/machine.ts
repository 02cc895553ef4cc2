import { type MetadataService, startMetadataService } from '../metadata-service/metadata-service.ts';
import { fillBin, type LaptopPrograms } from './bin-folder.ts';
import { isFirstBoot, writeUserDataFiles } from './cloud-init.ts';
import { type AttachedVolume, setDevices } from './devices.ts';
import { startControlServer } from './init/control-server.ts';
import { Init } from './init/init.ts';
import type { ServiceStatus } from './init/service-status.ts';
import { systemctl } from './init/systemctl.ts';
import type { Instance } from './instance.ts';
import { layoutOf } from './layout.ts';
import { memoryOf } from './memory.ts';
import { unmountAll } from './mounts.ts';
import { keepPorts, type Ports } from './ports.ts';
import { prepareRoot } from './root-file-system.ts';
import type { Seat } from './seats.ts';
import { environmentOf, metadataOf } from './surroundings.ts';
import { UnitLogs } from './unit-logs.ts';
import { parseUserData } from './user-data.ts';

export interface MachineOptions {
  readonly instance: Instance;
  /** Where the emulator answers, for AWS_ENDPOINT_URL. */
  readonly awsEndpoint: string;
  /** The machine's own; a machine that starts again in it finds its root file system as it left it. */
  readonly folder: string;
  /** Folder of all volumes. */
  readonly volumesFolder: string;
  /**
   * The laptop's programs that it runs.
   *
   * @default - the Node that runs this, neither Java nor Redis
   */
  readonly programs?: LaptopPrograms;
  /**
   * Its place in a cluster.
   *
   * @default - it is of no cluster, and has ports of its own
   */
  readonly seat?: Seat;
  readonly onEvent?: (event: MachineEvent) => void;
}

/** What happens on a machine. */
export type MachineEvent =
  | { readonly kind: 'line'; readonly unit: string; readonly line: string }
  | { readonly kind: 'unit'; readonly unit: string; readonly status: ServiceStatus };

/** One EC2 instance, played on this laptop. */
export interface Machine {
  readonly instanceId: string;
  readonly endpoints: MachineEndpoints;
  /** Its metadata service, to give notices by. */
  readonly metadata: MetadataService;
  /** Volumes that are attached from now on: their devices appear, others disappear. */
  setVolumes(volumes: readonly AttachedVolume[]): void;
  /** Stops its units in order, each with the time it has; resolves when nothing of it runs any more. */
  powerOff(): Promise<void>;
  /** Pulls the plug: SIGKILL to everything; resolves when nothing of it runs any more. */
  kill(): Promise<void>;
}

/** How to reach a machine from outside. */
export interface MachineEndpoints {
  /** Address of its metadata service. */
  readonly metadata: string;
  readonly folder: string;
  readonly ports: Ports;
}

/**
 * Starts a machine: its metadata service, its devices, at its first boot what its user data asks for, and its enabled
 * units. Resolves when it has been switched on; what becomes of its units is told by `onEvent`. If this process ends,
 * in whatever way, everything that runs on the machine is killed.
 *
 * @throws MachineError `bad-user-data`, `no-free-port`
 */
export async function startMachine(options: MachineOptions): Promise<Machine> {
  const { instance, volumesFolder, seat, onEvent = () => undefined } = options;
  const layout = layoutOf(options.folder);
  const { root } = layout;
  const userData = isFirstBoot(root, instance.id) ? parseUserData(instance.userData) : undefined;
  prepareRoot(layout, memoryOf(instance.type));
  fillBin(layout, options.programs ?? {});
  setDevices(root, volumesFolder, instance.volumes);
  if (userData) writeUserDataFiles(root, instance.id, userData);

  const ports = seat?.ports ?? (await keepPorts(layout.ports, instance.id));
  const metadata = await startMetadataService(metadataOf(instance));
  const logs = new UnitLogs(layout.log);
  const onLine = (unit: string, line: string): void => {
    logs.write(unit, line);
    onEvent({ kind: 'line', unit, line });
  };
  const init = new Init({
    root,
    environment: environmentOf(layout, ports, metadata.address, options.awsEndpoint, seat?.peers),
    onLine,
    onChange: (unit, status) => onEvent({ kind: 'unit', unit, status }),
  });
  const control = await startControlServer(init, root);
  init.boot();
  const commands = runCommands(init, userData?.systemctl ?? [], (line) => onLine('cloud-init', line));

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await commands;
    await Promise.all([control.close(), metadata.close(), logs.close()]);
    unmountAll(root);
  };
  return {
    instanceId: instance.id,
    endpoints: { metadata: metadata.address, folder: options.folder, ports },
    metadata,
    setVolumes: (volumes) => setDevices(root, volumesFolder, volumes),
    async powerOff() {
      await init.powerOff();
      closed ??= close();
      await closed;
    },
    async kill() {
      await init.kill();
      closed ??= close();
      await closed;
    },
  };
}

/** Runs what the user data asks for at the end of a first boot, one call after the other, whatever becomes of each. */
async function runCommands(
  init: Init,
  calls: readonly (readonly string[])[],
  say: (line: string) => void,
): Promise<void> {
  for (const argv of calls) {
    const { exitCode, stderr } = await systemctl(init, argv);
    if (exitCode !== 0) say(`systemctl ${argv.join(' ')} failed with ${exitCode}: ${stderr}`);
  }
}
