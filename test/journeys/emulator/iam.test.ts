import { ListTablesCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  ModifyInstanceAttributeCommand,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callDirectly } from '../../../power/api/direct-call.ts';
import { hostParameter, programsParameter } from '../../../power/names.ts';
import { callQuery, element, elements } from './aws-call.ts';
import { type Caller, type GuardedAccount, guardedAccount } from './guarded-account.ts';
import { launch } from './launch.ts';
import { describeInstance, reached } from './reached.ts';

const ENVIRONMENT = 'rehearsal';
const TARGET = 'kafka';
const TAGS = { 'catnap:environment': ENVIRONMENT, 'catnap:target': TARGET };

let account: GuardedAccount;
let owner: GuardedAccount['owner'];
let wake: GuardedAccount['wake'];
let host: GuardedAccount['kafka'];
let redis: GuardedAccount['redis'];

beforeAll(async () => {
  account = await guardedAccount(ENVIRONMENT);
  ({ owner, wake, kafka: host, redis } = account);
}, 300_000);

afterAll(() => account?.close());

const tagged = (ResourceType: 'instance' | 'volume', tags: Record<string, string>) => ({
  TagSpecifications: [{ ResourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
});

async function newInstance(tags: Record<string, string>): Promise<string> {
  const id = await launch(owner.ec2, tagged('instance', tags));
  await reached(owner.ec2, id, 'running');
  return id;
}

async function newVolume(tags: Record<string, string>): Promise<string> {
  const volume = await owner.ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 1, ...tagged('volume', tags) }),
  );
  return volume.VolumeId ?? '';
}

const stop = (by: Caller, ...InstanceIds: string[]) => by.ec2.send(new StopInstancesCommand({ InstanceIds }));
const REFUSED_BY_EC2 = { name: 'UnauthorizedOperation' };
const REFUSED = { name: 'AccessDeniedException' };

describe('a function of the power switch', () => {
  it('stops and starts the host of its environment', async () => {
    const id = host.id;
    await stop(wake.caller, id);
    await reached(owner.ec2, id, 'stopped');
    await wake.caller.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    await reached(owner.ec2, id, 'running');
  });

  it.each([
    ['of another environment', { ...TAGS, 'catnap:environment': 'prod' }],
    ['without tags', {}],
  ])('does not stop an instance %s, nor its own host in the same request', async (_which, tags) => {
    const other = await newInstance(tags);
    await expect(stop(wake.caller, other)).rejects.toMatchObject(REFUSED_BY_EC2);
    await expect(stop(wake.caller, host.id, other)).rejects.toMatchObject(REFUSED_BY_EC2);
    expect((await describeInstance(owner.ec2, other))?.State?.Name).toBe('running');
    expect((await describeInstance(owner.ec2, host.id))?.State?.Name).toBe('running');
  });

  it('does to its own host what a switch does, and no more', async () => {
    const InstanceIds = [host.id];
    await expect(wake.caller.ec2.send(new TerminateInstancesCommand({ InstanceIds }))).rejects.toMatchObject(
      REFUSED_BY_EC2,
    );
    await expect(wake.caller.ec2.send(new RebootInstancesCommand({ InstanceIds }))).rejects.toMatchObject(
      REFUSED_BY_EC2,
    );
    // Whoever writes user data is root on the host.
    await expect(
      wake.caller.ec2.send(
        new ModifyInstanceAttributeCommand({
          InstanceId: host.id,
          UserData: { Value: Buffer.from('#!/bin/sh') },
        }),
      ),
    ).rejects.toMatchObject(REFUSED_BY_EC2);
  });
});

describe('a host', () => {
  const attach = (VolumeId: string, InstanceId = host.id, Device = '/dev/sdf') =>
    host.caller.ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device }));

  it('attaches its own volume, to itself alone', async () => {
    const other = await newInstance({ ...TAGS, 'catnap:target': 'other' });
    await expect(attach(host.volume, other)).rejects.toMatchObject(REFUSED_BY_EC2);
    await attach(host.volume);
  });

  it.each([
    ['of another target', { ...TAGS, 'catnap:target': 'other' }],
    ['of another environment', { ...TAGS, 'catnap:environment': 'prod' }],
    ['without tags', {}],
  ])('does not attach a volume %s', async (_which, tags) => {
    const foreign = await newVolume(tags);
    await expect(attach(foreign, host.id, '/dev/sdg')).rejects.toMatchObject(REFUSED_BY_EC2);
  });

  it('does not stop itself: the switch does', async () => {
    await expect(stop(host.caller, host.id)).rejects.toMatchObject(REFUSED_BY_EC2);
  });

  it('reads and writes the rows of its own target', async () => {
    const TableName = (await owner.dynamodb.send(new ListTablesCommand({}))).TableNames?.[0];
    const query = (target: string) =>
      host.caller.dynamodb.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#target = :target',
          ExpressionAttributeNames: { '#target': 'target' },
          ExpressionAttributeValues: { ':target': { S: target } },
        }),
      );
    const write = (...targets: string[]) =>
      host.caller.dynamodb.send(
        new TransactWriteItemsCommand({
          TransactItems: targets.map((target) => ({
            Put: { TableName, Item: { target: { S: target }, item: { S: 'test' } } },
          })),
        }),
      );
    await write(TARGET);
    expect((await query(TARGET)).Count).toBeGreaterThan(0);
    await expect(query('other')).rejects.toMatchObject(REFUSED);
    await expect(write(TARGET, 'other')).rejects.toMatchObject(REFUSED);
  });

  it('reads its own settings, and does not choose its programs', async () => {
    expect(await host.caller.readParameter(hostParameter(ENVIRONMENT, TARGET))).not.toBe('');
    await expect(host.caller.readParameter(hostParameter(ENVIRONMENT, 'other'))).rejects.toMatchObject(
      REFUSED,
    );
    await expect(
      host.caller.ssm.send(
        new PutParameterCommand({
          Name: programsParameter(ENVIRONMENT, TARGET),
          Value: 's3://elsewhere/programs.zip',
          Overwrite: true,
        }),
      ),
    ).rejects.toMatchObject(REFUSED);
  });
});

describe('a Redis host', () => {
  const name = (user: string) => `/catnap/${ENVIRONMENT}/redis/${user}`;
  const put = (Name: string, Value: string, Overwrite = false) =>
    redis.caller.ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite }));
  const get = async (Name: string) =>
    (await redis.caller.ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter;
  const invoke = (by: Caller) =>
    callDirectly(by.lambda, wake.name, {
      method: 'GET',
      path: '/status',
      query: { target: TARGET },
      by: 'service',
    });

  it('makes passwords where there are none, and reads them', async () => {
    await expect(get(name('client'))).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await put(name('client'), 'first');
    expect(await get(name('client'))).toMatchObject({ Value: 'first', Type: 'SecureString' });
  });

  it('does not change one that clients know', async () => {
    await put(name('reader'), 'first');
    await expect(put(name('reader'), 'second')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    await expect(put(name('reader'), 'second', true)).rejects.toMatchObject(REFUSED);
    expect((await get(name('reader')))?.Value).toBe('first');
  });

  it('has nothing to do with other secrets', async () => {
    await expect(put('/catnap/prod/redis/client', 'mine')).rejects.toMatchObject(REFUSED);
    await expect(get('/catnap/prod/redis/client')).rejects.toMatchObject(REFUSED);
    await expect(host.caller.readParameter(name('client'))).rejects.toMatchObject(REFUSED);
  });

  it('calls the wake function, which the Kafka host does not', async () => {
    expect((await invoke(redis.caller)).status).toBe(200);
    await expect(invoke(host.caller)).rejects.toMatchObject(REFUSED);
  });
});

describe('a statement of a role', () => {
  const iam = (action: string, parameters: Record<string, string> = {}) =>
    callQuery(account.emulator.aws, 'iam', '2010-05-08', action, { RoleName: wake.role, ...parameters });
  const wakeUp = () =>
    callDirectly(owner.lambda, wake.name, {
      method: 'POST',
      path: '/wake',
      body: { target: TARGET },
      by: 'person',
    });

  it('is what the function works by: without it, it cannot wake the host', async () => {
    await stop(owner, host.id);
    await reached(owner.ec2, host.id, 'stopped');
    const [PolicyName = ''] = elements((await iam('ListRolePolicies')).body, 'member');
    const document = decodeURIComponent(
      element((await iam('GetRolePolicy', { PolicyName })).body, 'PolicyDocument'),
    );
    const policy = JSON.parse(document) as { Statement: { Action: string | string[] }[] };
    const without = policy.Statement.filter(({ Action }) => ![Action].flat().includes('ec2:StartInstances'));
    expect(without).toHaveLength(policy.Statement.length - 1);

    const PolicyDocument = JSON.stringify({ ...policy, Statement: without });
    await iam('PutRolePolicy', { PolicyName, PolicyDocument });
    await expect(wakeUp().then(({ status }) => status)).resolves.not.toBe(202);
    expect((await describeInstance(owner.ec2, host.id))?.State?.Name).toBe('stopped');

    await iam('PutRolePolicy', { PolicyName, PolicyDocument: document });
    expect((await wakeUp()).status).toBe(202);
    await reached(owner.ec2, host.id, 'running');
  });
});
