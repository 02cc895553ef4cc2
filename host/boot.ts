import { randomUUID } from 'node:crypto';
import { readlink, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { clusterId } from '../kafka/cluster-id.ts';
import { hostParameter } from '../power/names.ts';
import type { Store } from '../power/store/store.ts';
import { type BootSteps, writeBootRecord } from './boot-record.ts';
import { publishBootstrap } from './bootstrap-address.ts';
import type { HostEnvironment } from './environment.ts';
import { explain } from './errors.ts';
import { writeKafkaFiles } from './kafka-files.ts';
import { prepareLogDirectory } from './log-directory.ts';
import type { Identity } from './metadata.ts';
import type { Parameters } from './parameters.ts';
import { type HostPaths, hostPaths } from './paths.ts';
import { report } from './report.ts';
import type { RunCommand } from './run-command.ts';
import { type HostSettings, parseHostSettings } from './settings.ts';
import { type DeviceProps, findDevice } from './volume/find-device.ts';
import { mountData } from './volume/mount-data.ts';

/** What a boot talks to. */
export interface BootProps {
  readonly host: HostEnvironment;
  readonly identity: () => Promise<Identity>;
  readonly parameters: Parameters;
  readonly volumes: DeviceProps['volumes'];
  /** Called only when there is a failure to report. */
  readonly openStore: (table: string) => Promise<Store>;
  readonly run: RunCommand;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
}

/**
 * Gets everything ready for Kafka to start: the data volume mounted, the log directory formatted, settings written for
 * the machine as it is. May run again and again. What fails is also reported to the table, as far as the table is known.
 *
 * @throws HostError, KafkaError, PowerError: Kafka must not start then
 */
export async function boot(props: BootProps): Promise<void> {
  const now = (): string => props.clock().toISOString();
  const bootId = randomUUID();
  const paths = hostPaths(props.host.root);
  const steps: { -readonly [Step in keyof BootSteps]: BootSteps[Step] } = { agentAt: now() };
  // A record that speaks of another boot must not survive a failure.
  await rm(paths.bootRecord, { force: true });

  const [identity, settings] = await Promise.all([props.identity(), readSettings(props)]);
  steps.settingsAt = now();
  try {
    const published = publishBootstrap(
      props.parameters,
      props.host.environment,
      settings.target,
      `${identity.hostname}:${props.host.ports.CLIENT}`,
    );
    await Promise.all([
      published,
      prepareData(props, paths, identity, settings, (step) => (steps[step] = now())),
    ]);
    steps.kafkaAt = now();
    const programs = basename(await readlink(paths.programs));
    await writeBootRecord(paths.bootRecord, {
      bootId,
      instanceId: identity.instanceId,
      settings,
      steps,
      programs,
    });
  } catch (error) {
    await reportFailure(props, identity, settings, { bootId, steps, message: explain(error) });
    throw error;
  }
}

async function readSettings({ host, parameters }: BootProps): Promise<HostSettings> {
  const name = hostParameter(host.environment, host.role);
  return parseHostSettings(name, await parameters.read(name));
}

async function prepareData(
  { host, run, volumes }: BootProps,
  paths: HostPaths,
  identity: Identity,
  { target, dataVolume, kafka }: HostSettings,
  reached: (step: 'volumeAt' | 'renderedAt') => void,
): Promise<void> {
  const { environment, ports } = host;
  const { instanceId, availabilityZone, accountId, hostname } = identity;
  const device = await findDevice({
    ...dataVolume,
    environment,
    target,
    instanceId,
    availabilityZone,
    devices: paths.devices,
    volumes,
  });
  await mountData(run, device, paths.mountPoint);
  reached('volumeAt');
  await writeKafkaFiles(paths, { hostname, ports, security: kafka.security });
  reached('renderedAt');
  await prepareLogDirectory(run, paths, clusterId({ account: accountId, environment, target }));
}

/** What a boot could find out before it failed. */
interface Failure {
  readonly bootId: string;
  readonly steps: BootSteps;
  readonly message: string;
}

async function reportFailure(
  { openStore, clock, log }: BootProps,
  { instanceId }: Identity,
  { table, target }: HostSettings,
  { bootId, steps, message }: Failure,
): Promise<void> {
  const at = clock().toISOString();
  try {
    const store = await openStore(table);
    await report({ store, target, instanceId }, () => ({
      at,
      bootId,
      // Nobody could use it, and unknown is not idle.
      lastUsedAt: at,
      ready: false,
      detail: { phase: 'failed', message, boot: steps },
    }));
  } catch (error) {
    // The failure itself matters more; it is thrown by the caller.
    log(`the failure could not be reported: ${explain(error)}`);
  }
}
