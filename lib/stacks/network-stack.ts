import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { PublicNetwork } from '../constructs/public-network.ts';

export interface NetworkStackProps extends StackProps {
  /** Availability zones by name, at least one. */
  readonly availabilityZones: string[];
  /**
   * An existing VPC with public subnets in those zones.
   *
   * @default - a VPC of its own
   */
  readonly vpcId?: string;
}

/** Where an environment's hosts live: a VPC of its own, or one that exists. */
export class NetworkStack extends Stack {
  readonly vpc: ec2.IVpc;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    this.vpc = props.vpcId
      ? ec2.Vpc.fromLookup(this, 'Vpc', { vpcId: props.vpcId })
      : new PublicNetwork(this, 'Network', { availabilityZones: props.availabilityZones }).vpc;
  }
}
