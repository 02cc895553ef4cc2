import { HostError } from '../errors.ts';

/** What EC2 says about an EBS volume. */
export interface Volume {
  readonly id: string;
  readonly state: 'creating' | 'available' | 'in-use' | 'other';
  readonly availabilityZone: string;
  /** The instance that has it, also while it is being detached from there. */
  readonly attachedTo?: string;
  readonly isDetaching?: boolean;
}

/** For whom a volume is chosen. */
export interface VolumeSeeker {
  readonly instanceId: string;
  readonly availabilityZone: string;
  /** How the volume was looked for, for messages. */
  readonly description: string;
}

/** What to do with the one volume that was found. `wait`: somebody else still has it, or EC2 is still making it. */
export type VolumeChoice =
  | { readonly do: 'attach' | 'use'; readonly volume: Volume }
  | { readonly do: 'wait'; readonly volume: Volume; readonly why: string };

/**
 * Decides which volume holds this host's data. Data is at stake, so there is no guessing: two candidates are refused.
 *
 * @throws HostError `no-volume`, `two-volumes`, `volume-elsewhere`
 */
export function chooseVolume(volumes: readonly Volume[], seeker: VolumeSeeker): VolumeChoice {
  const [volume, second] = volumes;
  if (volume === undefined) {
    throw new HostError(
      'no-volume',
      `There is no data volume ${seeker.description}; deploy the environment (again), or name the volume to adopt as dataVolumeId.`,
    );
  }
  if (second !== undefined) {
    const ids = volumes.map(({ id }) => id).join(' and ');
    throw new HostError(
      'two-volumes',
      `There are several data volumes ${seeker.description}: ${ids}. Name the right one as dataVolumeId and deploy, or take the tags off the others.`,
    );
  }
  if (volume.availabilityZone !== seeker.availabilityZone) {
    throw new HostError(
      'volume-elsewhere',
      `Data volume ${volume.id} is in ${volume.availabilityZone}, this instance in ${seeker.availabilityZone}; a volume cannot leave its zone, so the instance must be in the volume's: correct the zone and deploy.`,
    );
  }
  const { attachedTo, isDetaching, state } = volume;
  if (attachedTo === seeker.instanceId && !isDetaching) return { do: 'use', volume };
  if (attachedTo === undefined && state === 'available') return { do: 'attach', volume };
  const holds = isDetaching ? 'is being detached from' : 'is attached to';
  const why = attachedTo === undefined ? `is ${state}` : `${holds} ${attachedTo}`;
  return { do: 'wait', volume, why };
}
