import { randomUUID } from 'node:crypto';
import { readlink, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { hostParameter } from '../power/names.ts';
import type { Store } from '../power/store/store.ts';
import { type BootSteps, writeBootRecord } from './boot-record.ts';
import { BootReports } from './boot-reports.ts';
import { publishBootstrap } from './bootstrap-address.ts';
import type { ClusterServices } from './cluster/cluster-services.ts';
import { diskUse } from './disk-use.ts';
import type { HostEnvironment } from './environment.ts';
import { explain } from './errors.ts';
import type { Identity } from './identity.ts';
import type { Parameters } from './parameters.ts';
import { type HostPaths, hostPaths } from './paths.ts';
import type { Role } from './role.ts';
import { roleOf } from './role-of.ts';
import type { RunCommand } from './run-command.ts';
import { scheduleSecurityUpdates } from './schedule-security-updates.ts';
import { type HostSettings, parseHostSettings } from './settings.ts';
import { dataVolumeOf } from './volume/data-volume.ts';
import { type DeviceProps, findDevice } from './volume/find-device.ts';
import { mountData } from './volume/mount-data.ts';

/** What a boot talks to. */
export interface BootProps {
  readonly host: HostEnvironment;
  readonly identity: () => Promise<Identity>;
  readonly parameters: Parameters;
  readonly volumes: DeviceProps['volumes'];
  readonly cluster: ClusterServices;
  /** Called only when there is a wait or a failure to report. */
  readonly openStore: (table: string) => Promise<Store>;
  readonly run: RunCommand;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
}

/**
 * Gets everything ready for what the host runs: the data volume mounted, and what belongs to its role. May run again and
 * again. What fails, or has to wait, is also reported to the table, as far as the table is known.
 *
 * @throws HostError, KafkaError, PowerError: no service must start then
 */
export async function boot(props: BootProps): Promise<void> {
  const { host, parameters, cluster, run, clock, log } = props;
  const now = (): string => clock().toISOString();
  const bootId = randomUUID();
  const paths = hostPaths(host.root);
  const steps: { -readonly [Step in keyof BootSteps]: BootSteps[Step] } = { agentAt: now() };
  // A record that speaks of another boot must not survive a failure.
  await rm(paths.bootRecord, { force: true });

  const [identity, settings] = await Promise.all([props.identity(), readSettings(props)]);
  steps.settingsAt = now();
  const { target, table, reportEvery, securityUpdates } = settings;
  const { instanceId } = identity;
  const openStore = (): Promise<Store> => props.openStore(table);
  const reports = new BootReports({ openStore, target, instanceId, bootId, steps, reportEvery, clock, log });
  try {
    const role = await roleOf({ host, paths, identity, settings, parameters, cluster, run });
    await allOf([
      scheduleSecurityUpdates(run, securityUpdates, log),
      publishBootstrap(parameters, host.environment, target, role.bootstrap),
      prepareData(props, role, paths, identity, settings, {
        waits: (why) => reports.waits(why),
        reached: (step) => {
          steps[step] = now();
        },
      }),
    ]);
    steps.kafkaAt = now();
    const programs = basename(await readlink(paths.programs));
    await writeBootRecord(paths.bootRecord, { bootId, instanceId, settings, steps, programs });
  } catch (error) {
    await reports.failed(explain(error));
    throw error;
  }
}

/** Brings all of them to their end before it fails, so that what is reported then is the last word. */
async function allOf(steps: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(steps);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function readSettings({ host, parameters }: BootProps): Promise<HostSettings> {
  const name = hostParameter(host.environment, host.role);
  return parseHostSettings(name, await parameters.read(name));
}

/** Who is told how the preparation goes on. */
interface Progress {
  readonly waits: (why: string) => Promise<void>;
  readonly reached: (step: 'volumeAt' | 'renderedAt') => void;
}

async function prepareData(
  { host, run, volumes }: BootProps,
  role: Role,
  paths: HostPaths,
  { instanceId, availabilityZone }: Identity,
  settings: HostSettings,
  { waits, reached }: Progress,
): Promise<void> {
  const device = await findDevice({
    volume: dataVolumeOf(host.environment, settings),
    label: role.label,
    instanceId,
    availabilityZone,
    devices: paths.devices,
    volumes,
    onWait: waits,
  });
  await mountData(run, device, paths.mountPoint, role.label);
  reached('volumeAt');
  const { sizeBytes } = await diskUse(run, paths.mountPoint);
  await role.prepare(sizeBytes, () => reached('renderedAt'));
}
