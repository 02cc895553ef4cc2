import { createServer, type Server } from 'node:http';
import { EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';
import { deployStack, type Outputs, type Template } from './stack.ts';

interface Call {
  readonly event: {
    readonly detail?: { readonly 'instance-id'?: string; readonly state?: string };
    readonly tick?: true;
    readonly rawPath?: string;
  };
  readonly environment: Readonly<Record<string, string>>;
  readonly node: string;
}

/** The function posts what it was called with to the test. */
const CODE = `exports.handler = async (event) => {
  const call = { event, environment: process.env, node: process.version };
  await fetch(process.env.CATNAP_LISTENER, { method: 'POST', body: JSON.stringify(call) });
  return { statusCode: 202, body: 'awake soon' };
};`;

let emulator: TestEmulator;
let listener: Server;
let outputs: Outputs;
const calls: Call[] = [];

beforeAll(async () => {
  listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      calls.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.end();
    });
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  emulator = await startEmulator({ MINUTE_SECONDS: 0.5, PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 });
  outputs = await deployStack(emulator.aws, 'Power', powerTemplate(`http://127.0.0.1:${port}`));
});

afterAll(async () => {
  await emulator?.stop();
  listener?.closeAllConnections();
  listener?.close();
});

const ref = (Ref: string) => ({ Ref });
const attribute = (...path: string[]) => ({ 'Fn::GetAtt': path });
const statement = (Action: string, rest: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, ...rest }],
});

/** A function with everything that can call it, and the other types that a stack of ours uses. */
function powerTemplate(listenerUrl: string): Template {
  const Principal = { Service: ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] };
  return {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { Tags: [{ Key: 'catnap:environment', Value: 'test' }] },
      },
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      RouteTable: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
      Gateway: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: ref('Vpc'),
          VpcEndpointType: 'Gateway',
          ServiceName: 'com.amazonaws.us-east-1.dynamodb',
          RouteTableIds: [ref('RouteTable')],
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: statement('sts:AssumeRole', { Principal }) },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile: CODE },
          Role: attribute('Role', 'Arn'),
          LoggingConfig: { LogGroup: ref('Log') },
          Environment: { Variables: { CATNAP_LISTENER: listenerUrl } },
        },
      },
      Parameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/catnap/test/functions/wake', Type: 'String', Value: ref('Function') },
      },
      Invocations: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: ref('Function'), Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
      },
      Url: {
        Type: 'AWS::Lambda::Url',
        Properties: { TargetFunctionArn: attribute('Function', 'Arn'), AuthType: 'NONE' },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['aws.ec2'], 'detail-type': ['EC2 Instance State-change Notification'] },
          Targets: [{ Id: 'function', Arn: attribute('Function', 'Arn') }],
        },
      },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: attribute('Function', 'Arn'),
            RoleArn: attribute('Role', 'Arn'),
            Input: '{"tick":true}',
          },
        },
      },
    },
    Outputs: {
      Bucket: { Value: ref('Bucket') },
      Function: { Value: ref('Function') },
      Role: { Value: ref('Role') },
      Url: { Value: attribute('Url', 'FunctionUrl') },
    },
  };
}

function called<T>(what: string, pick: () => T | undefined): Promise<T> {
  return until(() => Promise.resolve(pick()), { what, timeout: 20_000, every: 20 });
}

describe('a deployed function', () => {
  it('runs in Node 24 and knows the emulator, but nothing of the person who started it', async () => {
    process.env.CATNAP_TEST_SECRET = 'not for functions';
    const { environment, node } = await called('the function is called', () => calls[0]);
    delete process.env.CATNAP_TEST_SECRET;

    expect(node).toMatch(/^v24\./);
    expect(environment.AWS_ENDPOINT_URL).toBe(emulator.aws.endpoint);
    expect(environment.AWS_REGION).toBe(emulator.aws.region);
    const session = await emulator.functionSession(outputs.Function ?? '');
    expect(environment.AWS_ACCESS_KEY_ID).toBe(session.accessKeyId);
    expect(session).toMatchObject({ role: outputs.Role, accessKeyId: expect.stringMatching(/^ASIA/) });
    expect(Object.keys(environment).filter((name) => name.startsWith('CATNAP_'))).toEqual([
      'CATNAP_LISTENER',
    ]);
    expect(environment.HOME).not.toBe(process.env.HOME);
  });

  it('is called each minute, which lasts as long as the emulator was told', async () => {
    const ticks = () => calls.filter((call) => call.event.tick).length;
    const before = ticks();
    await called('three more minutes have passed', () => (ticks() >= before + 3 ? true : undefined));
  });

  it('hears of every state of an instance', async () => {
    const ec2 = new EC2Client(emulator.aws);
    const id = await launch(ec2);
    const heard = () =>
      calls.flatMap(({ event }) => (event.detail?.['instance-id'] === id ? (event.detail.state ?? []) : []));
    await called('it runs', () => (heard().includes('running') ? true : undefined));
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    // EventBridge promises no order.
    await called('all has been heard', () => (heard().length >= 4 ? true : undefined));
    ec2.destroy();
    expect(heard().toSorted()).toEqual(['pending', 'running', 'stopped', 'stopping']);
  });

  it('answers at its URL, under the address of the emulator', async () => {
    const id = new URL(outputs.Url ?? '').hostname.split('.')[0];
    const answer = await fetch(`${emulator.aws.endpoint}/_aws/lambda-url/${id}/wake`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([202, 'awake soon']);
    expect(calls).toContainEqual(
      expect.objectContaining({ event: expect.objectContaining({ rawPath: '/wake' }) }),
    );
  });

  it('is named in a parameter', async () => {
    const ssm = new SSMClient(emulator.aws);
    const found = await ssm.send(new GetParameterCommand({ Name: '/catnap/test/functions/wake' }));
    ssm.destroy();
    expect(found.Parameter?.Value).toBe(outputs.Function);
  });
});

describe('a deployed bucket', () => {
  it('has the tags of its template and of its stack', async () => {
    const scope = `${emulator.aws.credentials.accessKeyId}/20260101/${emulator.aws.region}/s3/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const tags = await (
      await fetch(`${emulator.aws.endpoint}/${outputs.Bucket}?tagging`, { headers: { authorization } })
    ).text();
    expect(tags).toContain('<Key>catnap:environment</Key><Value>test</Value>');
    expect(tags).toContain('<Key>aws:cloudformation:stack-name</Key><Value>Power</Value>');
  });
});
