import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TAG_ENVIRONMENT, TAG_TARGET } from '../../power/names.ts';
import { HostError } from '../errors.ts';
import { chooseVolume, type VolumeChoice } from './choose-volume.ts';
import type { Volumes } from './ec2-volumes.ts';

/** Label of the file system, by which a volume that has been set up before is found without asking EC2. */
export const LABEL = 'catnap-kafka';

/** Where the volume is asked to appear; NVMe instances name it after its id instead. */
const ATTACH_AS = '/dev/sdf';

/** Whose data is looked for, and from where. */
export interface DeviceProps {
  readonly environment: string;
  readonly target: string;
  readonly volumeId?: string;
  readonly instanceId: string;
  readonly availabilityZone: string;
  /** The folder `/dev`. */
  readonly devices: string;
  /** Called only if the volume is not there yet, because loading EC2's client takes longer than the rest of a boot. */
  readonly volumes: () => Promise<Volumes>;
  /**
   * Milliseconds until a volume that another instance holds, or a device that does not appear, is an error.
   * @default 120_000
   */
  readonly patience?: number;
  /**
   * Milliseconds between two looks at EC2 or at /dev.
   * @default 1_000
   */
  readonly pause?: number;
}

/**
 * The device that holds this host's data; attached first if need be.
 *
 * @throws HostError `no-volume`, `two-volumes`, `volume-elsewhere`, `volume-busy`, `no-device`, `aws-failed`
 */
export async function findDevice(props: DeviceProps): Promise<string> {
  const labelled = join(props.devices, 'disk/by-label', LABEL);
  if (existsSync(labelled)) return labelled;
  const volumeId = await attachVolume(props);
  // Amazon Linux's names: by the volume's id on NVMe, else as it was asked for.
  const byId = join(props.devices, `disk/by-id/nvme-Amazon_Elastic_Block_Store_${volumeId.replace('-', '')}`);
  const asAsked = join(props.devices, '..', ATTACH_AS);
  const device = await until(props, () => [byId, asAsked].find((path) => existsSync(path)));
  if (device !== undefined) return device;
  throw new HostError('no-device', `${volumeId} is attached, but neither ${byId} nor ${asAsked} appeared.`);
}

async function attachVolume(props: DeviceProps): Promise<string> {
  const { environment, target, volumeId, instanceId } = props;
  const volumes = await props.volumes();
  const tags = { [TAG_ENVIRONMENT]: environment, [TAG_TARGET]: target };
  const description =
    volumeId ??
    `with the tags ${Object.entries(tags)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}`;
  let last: VolumeChoice | undefined;
  const free = await until(props, async () => {
    const found = await volumes.find(volumeId === undefined ? { tags } : { volumeId });
    last = chooseVolume(found, { ...props, description });
    return last.do === 'wait' ? undefined : last;
  });
  if (free === undefined) {
    const why = last?.do === 'wait' ? `${last.volume.id} ${last.why}` : description;
    throw new HostError(
      'volume-busy',
      `The data volume is not to be had: ${why}. Detach it, or stop whoever has it.`,
    );
  }
  if (free.do === 'attach') await volumes.attach(free.volume.id, instanceId, ATTACH_AS);
  return free.volume.id;
}

/** @returns what `look` found within the patience, or undefined */
async function until<T>(
  { patience = 120_000, pause = 1_000 }: DeviceProps,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined || Date.now() + pause > end) return found;
    await setTimeout(pause);
  }
}
