import { describe, expect, it } from '@jest/globals';
import { Size } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { cdkContext, standInPrograms, templatesOf } from '../synthesised-environment.ts';

const STACK = 'catnap-dev-kafka';

function kafkaTemplate(
  ...args: Parameters<typeof templatesOf> extends [string, ...infer Rest] ? Rest : never
): Template {
  const template = templatesOf('dev', ...args)[STACK];
  if (!template) {
    throw new Error(`no stack ${STACK}`);
  }
  return template;
}

function resource(
  template: Template,
  logicalId: string,
): { Type: string; Properties: Record<string, unknown>; [key: string]: unknown } {
  return template.toJSON().Resources[logicalId];
}

/** What CloudFormation replaces an instance for, and what makes it stop and start one. */
const REPLACING = [
  'ImageId',
  'AvailabilityZone',
  'NetworkInterfaces',
  'BlockDeviceMappings',
  'UserData',
  'InstanceType',
  'EbsOptimized',
];

describe('the Kafka host', () => {
  const template = kafkaTemplate();

  it('has a size that a deploy chooses among those of its architecture', () => {
    template.hasParameter('InstanceSize', {
      Type: 'String',
      Default: 't3.medium',
      AllowedValues: Match.arrayWith(['t3.small', 't3.medium', 't3.large']),
    });
    expect(resource(template, 'KafkaHost').Properties.InstanceType).toEqual({ Ref: 'InstanceSize' });
  });

  it('refuses a default size that is not among them', () => {
    expect(() => kafkaTemplate({ config: { kafka: { instanceSize: 't4g.medium' } } })).toThrow(
      /given 't4g\.medium', allowed are t3\.small/,
    );
  });

  it('lets nothing in from the internet, and clients only by group', () => {
    const ingress = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress'));
    expect(ingress.map(({ Properties }) => [Properties.FromPort, Properties.ToPort])).toEqual([[9092, 9092]]);
    expect(
      ingress.every(
        ({ Properties }) => Properties.SourceSecurityGroupId && !Properties.CidrIp && !Properties.CidrIpv6,
      ),
    ).toBe(true);
    for (const group of Object.values(template.findResources('AWS::EC2::SecurityGroup'))) {
      expect(group.Properties.SecurityGroupIngress).toBeUndefined();
    }
  });

  it('asks for IMDSv2, one hop away, and has no key pair', () => {
    const { Properties } = resource(template, 'KafkaHost');
    expect(Properties.MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
    expect(Properties.KeyName).toBeUndefined();
  });

  it('can do nothing to other hosts and volumes', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'ec2:AttachVolume',
            Condition: {
              StringEquals: {
                'aws:ResourceTag/catnap:environment': 'dev',
                'aws:ResourceTag/catnap:target': 'kafka',
              },
            },
          }),
        ]),
      },
    });
  });

  it('finds its settings, its programs and its volume there when it boots', () => {
    const dependsOn = resource(template, 'KafkaHost').DependsOn as string[];
    const types = dependsOn.map((id) => resource(template, id).Type);
    expect(types).toEqual(
      expect.arrayContaining(['AWS::EC2::Volume', 'AWS::SSM::Parameter', 'AWS::IAM::Policy']),
    );
  });
});

describe("the Kafka host's data", () => {
  it('is an encrypted volume that outlives the stack, under a locked logical id', () => {
    const volume = resource(kafkaTemplate(), 'KafkaData');
    expect(volume).toMatchObject({
      Type: 'AWS::EC2::Volume',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Encrypted: true, VolumeType: 'gp3', Size: 10 },
    });
    expect(volume.Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'catnap:environment', Value: 'dev' },
        { Key: 'catnap:target', Value: 'kafka' },
      ]),
    );
  });

  it('can be a volume of an earlier stack', () => {
    const template = kafkaTemplate({ config: { kafka: { dataVolumeId: 'vol-0123456789abcdef0' } } });
    template.resourceCountIs('AWS::EC2::Volume', 0);
    expect(JSON.stringify(template.findResources('AWS::SSM::Parameter'))).toContain('vol-0123456789abcdef0');
  });

  it('cannot be something that is no volume', () => {
    expect(() => kafkaTemplate({ config: { kafka: { dataVolumeId: 'volume-1' } } })).toThrow(
      /given 'volume-1', needs a volume id/,
    );
  });
});

describe('an unrelated change leaves the host and its volume alone', () => {
  const before = kafkaTemplate();

  it.each<[string, Parameters<typeof kafkaTemplate>[0]]>([
    ['new programs', { programs: standInPrograms('another version') }],
    ['another policy', { config: { kafka: { policy: { idleAfter: 1200 } } } }],
    ['a mail address', { config: { notifyEmail: 'someone@example.org' } }],
    ['a public wake URL', { config: { publicWake: {} } }],
  ])('%s', (_what, options) => {
    const after = kafkaTemplate(options);
    for (const property of REPLACING) {
      expect(resource(after, 'KafkaHost').Properties[property]).toEqual(
        resource(before, 'KafkaHost').Properties[property],
      );
    }
    expect(resource(after, 'KafkaData')).toEqual(resource(before, 'KafkaData'));
  });

  it('a bigger volume grows in place', () => {
    const after = kafkaTemplate({ config: { kafka: { dataVolumeSize: Size.gibibytes(20) } } });
    expect(resource(after, 'KafkaData').Properties).toMatchObject({
      ...resource(before, 'KafkaData').Properties,
      Size: 20,
    });
    expect(resource(after, 'KafkaHost')).toEqual(resource(before, 'KafkaHost'));
  });

  it('a newer Amazon Linux does not matter: the image is the one that the context has cached', () => {
    const image = Object.entries(cdkContext()).find(
      ([key]) => key.startsWith('ssm:') && key.includes('al2023'),
    )?.[1];
    expect(resource(before, 'KafkaHost').Properties.ImageId).toBe(image);
  });
});
