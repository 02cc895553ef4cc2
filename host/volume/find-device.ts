import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HostError } from '../errors.ts';
import { chooseVolume } from './choose-volume.ts';
import type { VolumeQuery, Volumes } from './ec2-volumes.ts';
import { deviceById, findLabelled, type VolumeLabel } from './labelled-device.ts';

/** Where the volume is asked to appear; NVMe instances name it after its id instead. */
const ATTACH_AS = '/dev/sdf';

/** Whose data is looked for, and from where. */
export interface DeviceProps {
  readonly volume: VolumeQuery;
  readonly label: VolumeLabel;
  readonly instanceId: string;
  readonly availabilityZone: string;
  /** The folder `/dev`. */
  readonly devices: string;
  /** Called only if the volume is not there yet, because loading EC2's client takes longer than the rest of a boot. */
  readonly volumes: () => Promise<Volumes>;
  /** Told at each look in vain what is waited for. */
  readonly onWait?: (why: string) => Promise<void>;
  /**
   * Milliseconds until a volume that another instance holds, or a device that does not appear, is an error. An instance
   * that was replaced stops its programs first and may take minutes.
   * @default 600_000
   */
  readonly patience?: number;
  /**
   * Milliseconds between two looks at EC2 or at /dev.
   * @default 1_000
   */
  readonly pause?: number;
}

/** A look: what was looked for, or why it is not there yet. */
type Look<T> = { readonly found: T } | { readonly why: string };

/**
 * The device that holds this host's data; attached first if need be.
 *
 * @throws HostError `other-volume`, `no-volume`, `two-volumes`, `volume-elsewhere`, `volume-busy`, `no-device`, `aws-failed`
 */
export async function findDevice(props: DeviceProps): Promise<string> {
  const { devices, label, volume } = props;
  const wanted = 'volumeId' in volume ? volume.volumeId : undefined;
  const labelled = await findLabelled(devices, label);
  if (labelled !== undefined) {
    const { path, volumeId } = labelled;
    if (wanted === undefined || volumeId === undefined || volumeId === wanted) return path;
    throw new HostError(
      'other-volume',
      `The settings name ${wanted} as dataVolumeId, but ${volumeId} with this host's data is attached to this instance. Detach ${volumeId} while the host sleeps, or take the dataVolumeId back, and deploy.`,
    );
  }
  const volumeId = await attachVolume(props);
  // Amazon Linux's names: by the volume's id on NVMe, else as it was asked for.
  const paths = [deviceById(devices, volumeId), join(devices, '..', ATTACH_AS)];
  const why = `${volumeId} is attached, but neither ${paths.join(' nor ')} appeared`;
  const device = await until<string>(props, () => {
    const found = paths.find((path) => existsSync(path));
    return Promise.resolve(found === undefined ? { why } : { found });
  });
  if ('found' in device) return device.found;
  throw new HostError('no-device', `${why}.`);
}

async function attachVolume(props: DeviceProps): Promise<string> {
  const { volume, instanceId } = props;
  const volumes = await props.volumes();
  const attached = await until<string>(props, async () => {
    const choice = chooseVolume(await volumes.find(volume), { ...props, description: describe(volume) });
    const { id } = choice.volume;
    if (choice.do === 'wait') return { why: `${id} ${choice.why}` };
    const busy = choice.do === 'attach' ? await volumes.attach(id, instanceId, ATTACH_AS) : undefined;
    return busy === undefined ? { found: id } : { why: `${id} cannot be attached yet: ${busy}` };
  });
  if ('found' in attached) return attached.found;
  throw new HostError(
    'volume-busy',
    `The data volume is not to be had: ${attached.why}. Detach it, or stop whoever has it.`,
  );
}

function describe(volume: VolumeQuery): string {
  if ('volumeId' in volume) return volume.volumeId;
  const tags = Object.entries(volume.tags).map(([name, value]) => `${name}=${value}`);
  return `with the tags ${tags.join(', ')}`;
}

/** Looks until it finds something or the patience is over. */
async function until<T>(
  { patience = 600_000, pause = 1_000, onWait }: DeviceProps,
  look: () => Promise<Look<T>>,
): Promise<Look<T>> {
  const end = Date.now() + patience;
  for (;;) {
    const looked = await look();
    if ('found' in looked || Date.now() + pause > end) return looked;
    await onWait?.(looked.why);
    await setTimeout(pause);
  }
}
