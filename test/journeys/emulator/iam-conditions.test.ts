import {
  EC2Client,
  ModifyInstanceAttributeCommand,
  type ModifyInstanceAttributeCommandInput,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';
import { describeInstance, reached } from './reached.ts';
import { deployStack, type Template } from './stack.ts';

/** What decides over requests besides their action: what MiniStack leaves out and its patches add. */
let emulator: TestEmulator;
let owner: EC2Client;
/** As a function that has the statements below, and nothing else. */
let ec2: EC2Client;
let ssm: SSMClient;

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 });
  const outputs = await deployStack(emulator.aws, 'Iam', template());
  const { accessKeyId, secretAccessKey, token } = await emulator.functionSession(outputs.Function ?? '');
  const credentials = { accessKeyId, secretAccessKey, sessionToken: token };
  owner = new EC2Client({ ...emulator.aws });
  ec2 = new EC2Client({ ...emulator.aws, credentials: { ...credentials } });
  ssm = new SSMClient({ ...emulator.aws, credentials: { ...credentials } });
});

afterAll(async () => {
  for (const client of [owner, ec2, ssm]) {
    client?.destroy();
  }
  await emulator?.stop();
});

function template(): Template {
  const role = { 'Fn::GetAtt': ['Role', 'Arn'] };
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
            ],
          },
          Policies: [{ PolicyName: 'All', PolicyDocument: { Version: '2012-10-17', Statement: STATEMENTS } }],
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile: 'exports.handler = async () => {};' },
          Role: role,
        },
      },
    },
    Outputs: { Function: { Value: { Ref: 'Function' } } },
  };
}

const STATEMENTS = [
  {
    Effect: 'Allow',
    Action: 'ec2:ModifyInstanceAttribute',
    Resource: 'arn:aws:ec2:us-east-1:000000000000:instance/*',
    Condition: {
      StringEquals: {
        'aws:ResourceTag/catnap:target': 'kafka',
        'ec2:Attribute': 'InstanceType',
        'ec2:Attribute/InstanceType': ['t3.medium', 't3.large'],
      },
    },
  },
  {
    Effect: 'Allow',
    Action: 'ssm:GetParametersByPath',
    Resource: 'arn:aws:ssm:us-east-1:000000000000:parameter/catnap/dev/targets',
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  },
];

async function stopped(target: string): Promise<string> {
  const id = await launch(owner, {
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'catnap:target', Value: target }] }],
  });
  await reached(owner, id, 'running');
  await owner.send(new StopInstancesCommand({ InstanceIds: [id] }));
  await reached(owner, id, 'stopped');
  return id;
}

describe('a permission to change the size of one target', () => {
  const modify = (InstanceId: string, change: Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>) =>
    ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, ...change }));
  const REFUSED = { name: 'UnauthorizedOperation' };

  it('is for the sizes that it names', async () => {
    const id = await stopped('kafka');
    await modify(id, { InstanceType: { Value: 't3.large' } });
    await expect(modify(id, { InstanceType: { Value: 'p5.48xlarge' } })).rejects.toMatchObject(REFUSED);
    expect((await describeInstance(owner, id))?.InstanceType).toBe('t3.large');
  });

  it('is not for what a host runs at its first boot', async () => {
    const id = await stopped('kafka');
    await expect(modify(id, { UserData: { Value: Buffer.from('#!/bin/sh') } })).rejects.toMatchObject(
      REFUSED,
    );
  });

  it('is not for another target', async () => {
    const id = await stopped('other');
    await expect(modify(id, { InstanceType: { Value: 't3.large' } })).rejects.toMatchObject(REFUSED);
  });
});

describe('a permission to read parameters below a path', () => {
  const read = (Path: string) => ssm.send(new GetParametersByPathCommand({ Path }));

  it('is for that path, and holds though the emulator speaks plain HTTP', async () => {
    expect((await read('/catnap/dev/targets')).Parameters).toEqual([]);
    await expect(read('/catnap/prod/targets')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(read('/')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
