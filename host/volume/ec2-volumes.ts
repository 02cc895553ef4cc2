import {
  AttachVolumeCommand,
  DescribeVolumesCommand,
  type DescribeVolumesCommandInput,
  DetachVolumeCommand,
  EC2Client,
  type EC2ClientConfig,
  type Volume as Ec2Volume,
} from '@aws-sdk/client-ec2';
import { HostError } from '../errors.ts';
import type { Volume } from './choose-volume.ts';

/** Which volumes are meant: one by its id, or those with tags. */
export type VolumeQuery = { readonly volumeId: string } | { readonly tags: Readonly<Record<string, string>> };

/** EC2's volumes, as far as a host has to do with them. */
export interface Volumes {
  find(wanted: VolumeQuery): Promise<Volume[]>;
  /** @returns undefined, or why EC2 says that it is not free after all */
  attach(volumeId: string, instanceId: string, device: string): Promise<string | undefined>;
  /** Has it detached, which takes EC2 a few seconds more. One that is being detached, or is already, stays as it is. */
  detach(volumeId: string, instanceId: string): Promise<void>;
}

/** Reads as "the volume may be anything but deleted". */
const LIVE = ['creating', 'available', 'in-use'];

/** EC2's codes for a volume that was taken, or is not free any more, since it was looked at. */
const BUSY: readonly string[] = ['VolumeInUse', 'IncorrectState'];

/** EC2's code for a volume that is not attached, or not any more. */
const NOT_ATTACHED = 'IncorrectState';

/** @throws from its functions: HostError `aws-failed` */
export function ec2Volumes(config: EC2ClientConfig): Volumes {
  const client = new EC2Client(config);
  return {
    async find(wanted) {
      const tags = 'tags' in wanted ? Object.entries(wanted.tags) : [];
      const input: DescribeVolumesCommandInput = {
        ...('volumeId' in wanted ? { VolumeIds: [wanted.volumeId] } : {}),
        Filters: [
          { Name: 'status', Values: LIVE },
          ...tags.map(([name, value]) => ({ Name: `tag:${name}`, Values: [value] })),
        ],
      };
      try {
        // One page: a filter by tags gives up to 1,000 volumes at once, and two are too many already.
        const { Volumes: found = [] } = await client.send(new DescribeVolumesCommand(input));
        return found.map(toVolume);
      } catch (cause) {
        if (cause instanceof Error && cause.name === 'InvalidVolume.NotFound') return [];
        throw new HostError('aws-failed', "Cannot describe volumes; see what the instance's role may do.", {
          cause,
        });
      }
    },
    async attach(VolumeId, InstanceId, Device) {
      try {
        await client.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device }));
        return undefined;
      } catch (cause) {
        if (cause instanceof Error && BUSY.includes(cause.name)) return cause.message;
        throw new HostError(
          'aws-failed',
          `Cannot attach ${VolumeId}; the instance's role allows it only if volume and instance carry the target's tags.`,
          { cause },
        );
      }
    },
    async detach(VolumeId, InstanceId) {
      try {
        await client.send(new DetachVolumeCommand({ VolumeId, InstanceId }));
      } catch (cause) {
        if (cause instanceof Error && cause.name === NOT_ATTACHED) return;
        throw new HostError(
          'aws-failed',
          `Cannot detach ${VolumeId}; the instance's role allows it only if volume and instance carry the target's tags.`,
          { cause },
        );
      }
    },
  };
}

function toVolume({ VolumeId = '', State, AvailabilityZone = '', Attachments = [] }: Ec2Volume): Volume {
  const attachment = Attachments.find((candidate) => candidate.State !== 'detached');
  const known = State === 'creating' || State === 'available' || State === 'in-use';
  return {
    id: VolumeId,
    state: known ? State : 'other',
    availabilityZone: AvailabilityZone,
    ...(attachment?.InstanceId === undefined ? {} : { attachedTo: attachment.InstanceId }),
    ...(attachment?.State === 'detaching' ? { isDetaching: true } : {}),
  };
}
