import { RemovalPolicy, Size, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { waive } from './waivers.ts';

export interface DataVolumeProps {
  /** Zone by name; a volume cannot leave it. */
  readonly availabilityZone: string;
  /**
   * Grows in place when it is raised; the file system follows at the next boot.
   *
   * @default Size.gibibytes(10)
   */
  readonly size?: Size;
  /**
   * A retained volume of an earlier stack to adopt.
   *
   * @default - a new volume
   */
  readonly volumeId?: string;
}

/**
 * The disk that a broker's data lives on: encrypted gp3, apart from the instance, attached by the host at its first
 * boot, kept when the stack goes.
 */
export class DataVolume extends Construct {
  /** The volume made here; none when an earlier one is adopted. */
  readonly volume?: ec2.Volume;

  constructor(scope: Construct, id: string, props: DataVolumeProps) {
    super(scope, id);
    if (props.volumeId !== undefined) {
      if (!/^vol-[0-9a-f]{8,17}$/.test(props.volumeId)) {
        throw new Error(
          `dataVolumeId: given '${props.volumeId}', needs a volume id such as vol-0123456789abcdef0`,
        );
      }
      return;
    }
    this.volume = new ec2.Volume(this, 'Volume', {
      availabilityZone: props.availabilityZone,
      size: props.size ?? Size.gibibytes(10),
      volumeType: ec2.EbsDeviceVolumeType.GP3,
      encrypted: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Locked: under another logical id CloudFormation would make an empty volume and leave the data behind.
    (this.volume.node.defaultChild as ec2.CfnVolume).overrideLogicalId('KafkaData');
    Tags.of(this.volume).add('Name', 'catnap kafka data');
    waive(this.volume, 'namedZone');
  }
}
