import { RemovalPolicy, Size, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { requireGp3 } from './gp3.ts';
import { waive } from './waivers.ts';

export interface DataVolumeProps {
  /** Zone by name; a volume cannot leave it. */
  readonly availabilityZone: string;
  /** The role of the host whose data it holds: names it in the console. */
  readonly role: string;
  /** Locked: under another logical id CloudFormation would make an empty volume and leave the data behind. */
  readonly logicalId: string;
  /**
   * Grows in place when it is raised; the file system follows at the next boot. EBS cannot shrink a volume: a deploy
   * with a smaller size fails and is rolled back, and the data stays.
   *
   * @default Size.gibibytes(10)
   */
  readonly size?: Size;
  /**
   * Operations a second, changed in place.
   *
   * @default - 3000, which cost nothing
   */
  readonly iops?: number;
  /**
   * MiB a second, changed in place.
   *
   * @default - 125, which cost nothing
   */
  readonly throughput?: number;
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
      requireVolumeId(props.volumeId);
      if (props.size !== undefined) {
        throw new Error(
          `dataVolumeSize: given for ${props.volumeId}, which has a size already; leave dataVolumeSize out and grow that volume by hand`,
        );
      }
      return;
    }
    const { iops, throughput, size = Size.gibibytes(10) } = props;
    requireGp3({ size, iops, throughput });
    this.volume = new ec2.Volume(this, 'Volume', {
      availabilityZone: props.availabilityZone,
      size,
      iops,
      throughput,
      volumeType: ec2.EbsDeviceVolumeType.GP3,
      encrypted: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.lockLogicalId(props.logicalId);
    Tags.of(this.volume).add('Name', `catnap ${props.role} data`);
    waive(this.volume, 'namedZone');
  }

  /** Gives the volume another logical id, for a stack that has data under that one. */
  lockLogicalId(logicalId: string): void {
    (this.volume?.node.defaultChild as ec2.CfnVolume | undefined)?.overrideLogicalId(logicalId);
  }
}

function requireVolumeId(given: string): void {
  if (!Token.isUnresolved(given) && !/^vol-[0-9a-f]{8,17}$/.test(given)) {
    throw new Error(`dataVolumeId: given '${given}', needs a volume id such as vol-0123456789abcdef0`);
  }
}
