/** What templates of tests have in common, as the CDK writes it. */

export const ref = (Ref: string) => ({ Ref });

export const attribute = (...path: string[]) => ({ 'Fn::GetAtt': path });

/** A policy of one statement that allows one action. */
export const statement = (Action: string, rest: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, ...rest }],
});

/** A VPC, `Vpc`, and in it a subnet of the second zone, `Subnet`. */
export const NETWORK = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.7.0.0/16' } },
  Subnet: {
    Type: 'AWS::EC2::Subnet',
    Properties: { VpcId: ref('Vpc'), CidrBlock: '10.7.16.0/20', AvailabilityZone: 'us-east-1b' },
  },
} as const;
