import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { environmentNames } from '../../../lib/environments/environments.ts';
import { cdkContext, templatesOf, withoutHashes } from '../synthesised-environment.ts';

describe.each(environmentNames())('the environment %s', (name) => {
  const templates = templatesOf(name);

  it.each(Object.keys(templates))('has the stack %s as recorded', (stack) => {
    expect(withoutHashes(templates[stack]?.toJSON() ?? {})).toMatchSnapshot();
  });

  it('comes out the same when it is synthesised again', () => {
    const again = templatesOf(name);
    for (const [stack, template] of Object.entries(templates)) {
      expect(again[stack]?.toJSON()).toEqual(template.toJSON());
    }
  });

  it('comes out the same beside another environment in the same app', () => {
    const beside = environmentNames().filter((other) => other !== name);
    for (const [stack, template] of Object.entries(templatesOf(name, { beside }))) {
      expect(template.toJSON()).toEqual(templates[stack]?.toJSON());
    }
  });

  it('uses no cross-stack export, which would lock one stack to another', () => {
    for (const template of Object.values(templates)) {
      const outputs = Object.values(template.toJSON().Outputs ?? {}) as { Export?: unknown }[];
      expect(outputs.filter((output) => output.Export)).toEqual([]);
      expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    }
  });
});

describe('an environment in a VPC that exists', () => {
  const vpcId = 'vpc-0123456789abcdef0';
  const subnets = ['us-east-1a', 'us-east-1b'].map((availabilityZone, index) => ({
    availabilityZone,
    subnetId: `subnet-${index}`,
    cidr: `10.0.${index}.0/24`,
    routeTableId: `rtb-${index}`,
  }));
  const context = {
    ...cdkContext(),
    [`vpc-provider:account=000000000000:filter.vpc-id=${vpcId}:region=us-east-1:returnAsymmetricSubnets=true`]:
      {
        vpcId,
        vpcCidrBlock: '10.0.0.0/16',
        availabilityZones: [],
        subnetGroups: [{ name: 'public', type: 'Public', subnets }],
      },
  };
  const templates = templatesOf('dev', { context, config: { vpcId } });

  it('makes no network', () => {
    expect(Object.keys(templates['catnap-dev-network']?.toJSON().Resources ?? {})).toEqual([]);
  });

  it('puts the host into the public subnet of its first zone, and its doors into the VPC', () => {
    const kafka = templates['catnap-dev-kafka'];
    kafka?.hasResourceProperties('AWS::EC2::Instance', {
      AvailabilityZone: 'us-east-1a',
      NetworkInterfaces: [Match.objectLike({ SubnetId: 'subnet-0' })],
    });
    kafka?.allResourcesProperties('AWS::EC2::SecurityGroup', { VpcId: vpcId });
  });
});
