import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { waive } from './waivers.ts';

export interface PublicNetworkProps {
  /** Availability zones by name, at least one: a public subnet in each. */
  readonly availabilityZones: string[];
}

/**
 * A VPC that costs nothing while hosts sleep: public subnets without a NAT gateway (32.85 dollars a month each), and
 * gateway endpoints for S3 and DynamoDB, which are free. Hosts reach the rest by a public IPv4 address of their own,
 * paid only while they run.
 */
export class PublicNetwork extends Construct {
  readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, props: PublicNetworkProps) {
    super(scope, id);
    if (props.availabilityZones.length === 0) {
      throw new Error('availabilityZones: given none, needs at least one zone name such as us-east-1a');
    }
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.42.0.0/16'),
      availabilityZones: props.availabilityZones,
      natGateways: 0,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
      ],
      gatewayEndpoints: {
        S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
        DynamoDB: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
      },
      // Emptying the default group takes a custom resource with a Lambda of its own; no host of ours joins that group.
      restrictDefaultSecurityGroup: false,
    });
    waive(this.vpc, 'flowLogs');
  }
}
