import {
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { deleteStack, deployStack, type Outputs, type Template } from './stack.ts';
import { attribute, NETWORK, ref, statement } from './template-parts.ts';

const STACK = 'Host';
const USER_DATA = '#cloud-config\n{"runcmd":["catnap-update"]}';

let emulator: TestEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.2, STOPPING_SECONDS: 0.2 });
  ec2 = new EC2Client(emulator.aws);
});

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

/** A host in the second zone as the CDK describes one, with its data volume attached by the template. */
function hostTemplate(host: { type?: string; image?: string; description?: string } = {}): Template {
  return {
    Resources: {
      ...NETWORK,
      Clients: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'clients', VpcId: ref('Vpc') },
      },
      Hosts: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'hosts', VpcId: ref('Vpc') },
      },
      FromClients: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: attribute('Hosts', 'GroupId'),
          SourceSecurityGroupId: attribute('Clients', 'GroupId'),
          IpProtocol: 'tcp',
          FromPort: 9092,
          ToPort: 9092,
          Description: host.description ?? 'Kafka',
        },
      },
      ToHosts: {
        Type: 'AWS::EC2::SecurityGroupEgress',
        Properties: {
          GroupId: attribute('Clients', 'GroupId'),
          DestinationSecurityGroupId: attribute('Hosts', 'GroupId'),
          IpProtocol: 'tcp',
          FromPort: 9092,
          ToPort: 9092,
        },
      },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('ec2.amazonaws.com') } },
      RolePolicy: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: { RoleName: ref('Role'), PolicyName: 'Agent', PolicyDocument: allow('ec2:AttachVolume') },
      },
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('Role')] } },
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } } },
      },
      Instance: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: host.image ?? 'ami-0c2023a1b2c3d4e5f',
          InstanceType: host.type ?? 't3.medium',
          IamInstanceProfile: ref('Profile'),
          SubnetId: ref('Subnet'),
          SecurityGroupIds: [attribute('Hosts', 'GroupId')],
          LaunchTemplate: {
            LaunchTemplateId: ref('Template'),
            Version: attribute('Template', 'LatestVersionNumber'),
          },
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 12, Encrypted: true } }],
          PropagateTagsToVolumeOnCreation: true,
          UserData: { 'Fn::Base64': USER_DATA },
          Tags: [{ Key: 'catnap:target', Value: 'kafka' }],
        },
      },
      Volume: {
        Type: 'AWS::EC2::Volume',
        DeletionPolicy: 'Retain',
        Properties: { AvailabilityZone: 'us-east-1b', Size: 30, VolumeType: 'gp3', Encrypted: true },
      },
      Attachment: {
        Type: 'AWS::EC2::VolumeAttachment',
        Properties: { InstanceId: ref('Instance'), VolumeId: ref('Volume'), Device: '/dev/sdf' },
      },
    },
    Outputs: {
      Instance: { Value: ref('Instance') },
      PrivateDns: { Value: attribute('Instance', 'PrivateDnsName') },
      Volume: { Value: ref('Volume') },
      Clients: { Value: ref('Clients') },
      Hosts: { Value: ref('Hosts') },
      Subnet: { Value: ref('Subnet') },
    },
  };
}

const trust = (Service: string) => statement('sts:AssumeRole', { Principal: { Service } });
const allow = (action: string) => statement(action, { Resource: '*' });

async function describeInstance(id: string | undefined) {
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id ?? ''] }));
  return found.Reservations?.[0]?.Instances?.[0];
}

describe('a host deployed by CloudFormation', () => {
  let outputs: Outputs;

  it('runs, in its subnet and as its launch template and its properties say', async () => {
    outputs = await deployStack(emulator.aws, STACK, hostTemplate());

    expect(outputs.PrivateDns).toBe('ip-10-7-16-4.ec2.internal');
    expect(await describeInstance(outputs.Instance)).toMatchObject({
      State: { Name: 'running' },
      InstanceType: 't3.medium',
      PrivateIpAddress: '10.7.16.4',
      PrivateDnsName: outputs.PrivateDns,
      SubnetId: outputs.Subnet,
      Placement: { AvailabilityZone: 'us-east-1b' },
      IamInstanceProfile: { Arn: expect.stringContaining(':instance-profile/Host-Profile') },
      MetadataOptions: { HttpTokens: 'required' },
      SecurityGroups: [{ GroupId: outputs.Hosts }],
      Tags: expect.arrayContaining([
        { Key: 'catnap:target', Value: 'kafka' },
        { Key: 'aws:cloudformation:stack-name', Value: STACK },
      ]),
    });
  });

  it('has its user data, readable by EC2 and by the machine', async () => {
    const read = await ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId: outputs.Instance, Attribute: 'userData' }),
    );
    expect(Buffer.from(read.UserData?.Value ?? '', 'base64').toString()).toBe(USER_DATA);
    expect(await emulator.machines()).toEqual([
      expect.objectContaining({ id: outputs.Instance, userData: USER_DATA }),
    ]);
  });

  it('has a root volume with its tags, and its data volume attached', async () => {
    const { Volumes } = await ec2.send(
      new DescribeVolumesCommand({
        Filters: [{ Name: 'attachment.instance-id', Values: [outputs.Instance ?? ''] }],
      }),
    );
    expect(Volumes).toHaveLength(2);
    expect(Volumes).toContainEqual(
      expect.objectContaining({
        VolumeId: outputs.Volume,
        Size: 30,
        AvailabilityZone: 'us-east-1b',
        VolumeType: 'gp3',
      }),
    );
    expect(Volumes).toContainEqual(
      expect.objectContaining({
        Size: 12,
        Encrypted: true,
        Tags: [{ Key: 'catnap:target', Value: 'kafka' }],
      }),
    );
  });

  it('lets in those whom its security group rules name', async () => {
    const { SecurityGroups } = await ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [outputs.Hosts ?? '', outputs.Clients ?? ''] }),
    );
    const hosts = SecurityGroups?.find((group) => group.GroupId === outputs.Hosts);
    const clients = SecurityGroups?.find((group) => group.GroupId === outputs.Clients);
    const kafka = { IpProtocol: 'tcp', FromPort: 9092, ToPort: 9092 };
    expect(hosts?.IpPermissions).toMatchObject([
      { ...kafka, UserIdGroupPairs: [{ GroupId: outputs.Clients, Description: 'Kafka' }] },
    ]);
    expect(clients?.IpPermissionsEgress).toMatchObject([
      { IpProtocol: '-1' },
      { ...kafka, UserIdGroupPairs: [{ GroupId: outputs.Hosts }] },
    ]);
  });

  it('is the same after a change of size, with a later launch', async () => {
    const before = await describeInstance(outputs.Instance);
    const after = await deployStack(
      emulator.aws,
      STACK,
      hostTemplate({ type: 't3.large', description: 'clients' }),
    );

    expect(after).toEqual(outputs);
    const instance = await describeInstance(outputs.Instance);
    expect(instance).toMatchObject({ InstanceType: 't3.large', State: { Name: 'running' } });
    expect(instance?.LaunchTime?.getTime()).toBeGreaterThanOrEqual(
      before?.LaunchTime?.getTime() ?? Number.POSITIVE_INFINITY,
    );
    const { SecurityGroups } = await ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [outputs.Hosts ?? ''] }),
    );
    expect(SecurityGroups?.[0]?.IpPermissions).toMatchObject([
      { UserIdGroupPairs: [{ Description: 'clients' }] },
    ]);
  });

  it('cannot be replaced while the template attaches its volume, as on AWS', async () => {
    // The new attachment is made before the old one is removed.
    await expect(
      deployStack(emulator.aws, STACK, hostTemplate({ image: 'ami-00000000000000001' })),
    ).rejects.toThrow(/UPDATE_ROLLBACK_COMPLETE/);
    expect((await describeInstance(outputs.Instance))?.State?.Name).toBe('running');
  });

  it('leaves nothing behind but its retained volume', async () => {
    await deleteStack(emulator.aws, STACK);
    expect(await emulator.machines()).toEqual([]);
    const { Volumes } = await ec2.send(new DescribeVolumesCommand({}));
    expect(Volumes).toEqual([
      expect.objectContaining({ VolumeId: outputs.Volume, State: 'available', Attachments: [] }),
    ]);
  });
});
