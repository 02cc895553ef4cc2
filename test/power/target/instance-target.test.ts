import { EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { instanceTargets } from '../../../power/target/instance-target.ts';
import { type CannedAnswer, type CannedRequest, cannedAws } from '../canned-aws.ts';

const LAUNCHED = '2026-11-21T03:00:00.000Z';

interface Described {
  readonly state?: string;
  readonly tags?: Record<string, string>;
  readonly more?: string;
}

function itemOf(id: string, target?: string, { state = 'running', tags = {}, more = '' }: Described = {}) {
  const allTags = Object.entries({ ...tags, ...(target && { 'catnap:target': target }) });
  const tagSet = allTags.map(([key, value]) => `<item><key>${key}</key><value>${value}</value></item>`);
  return `<item><instancesSet><item><instanceId>${id}</instanceId><instanceType>t3.medium</instanceType>
    <instanceState><name>${state}</name></instanceState><launchTime>${LAUNCHED}</launchTime>
    <tagSet>${tagSet.join('')}</tagSet>${more}</item></instancesSet></item>`;
}

function page(items: string[], nextToken = ''): CannedAnswer {
  const next = nextToken && `<nextToken>${nextToken}</nextToken>`;
  const set = `<reservationSet>${items.join('')}</reservationSet>`;
  return { body: `<DescribeInstancesResponse>${set}${next}</DescribeInstancesResponse>` };
}

function refusal(code: string): CannedAnswer {
  const error = `<Error><Code>${code}</Code><Message>says EC2</Message></Error>`;
  return { status: 400, body: `<Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>` };
}

function targetsOf(answer: (request: CannedRequest) => CannedAnswer) {
  const { config, requests } = cannedAws(answer);
  return { targets: instanceTargets(new EC2Client(config), 'dev'), requests };
}

describe('instances as targets', () => {
  it('are found by their tags, with one question for all targets however many pages it takes', async () => {
    const { targets, requests } = targetsOf(({ body }) =>
      body.includes('NextToken=more')
        ? page([itemOf('i-3', 'kafka'), itemOf('i-4')])
        : page([itemOf('i-1', 'kafka'), itemOf('i-2', 'other')], 'more'),
    );
    const ids = async (name: string) => (await targets(name).describe()).map(({ id }) => id);
    expect(await Promise.all([ids('kafka'), ids('other'), ids('none')])).toEqual([
      ['i-1', 'i-3'],
      ['i-2'],
      [],
    ]);
    expect(requests).toHaveLength(2);
    const asked = new URLSearchParams(requests[0]?.body);
    expect(asked.get('Filter.1.Name')).toBe('tag:catnap:environment');
    expect(asked.get('Filter.1.Value.1')).toBe('dev');
  });

  it('are told with what decisions need', async () => {
    const { targets } = targetsOf(() => page([itemOf('i-1', 'kafka')]));
    const [instance] = await targets('kafka').describe();
    expect(instance).toEqual({ id: 'i-1', state: 'running', launchTime: LAUNCHED, type: 't3.medium' });
  });

  const REASON = `<reason>User initiated (2026-11-21 03:04:05 GMT)</reason>
    <stateReason><code>Client.UserInitiatedShutdown</code><message>by ada</message></stateReason>`;

  it.each([
    ['stopping', true],
    ['stopped', true],
    // EC2 goes on telling why it stopped the last time.
    ['running', false],
    ['pending', false],
  ])('when %s: told why they stopped: %s', async (state, told) => {
    const { targets } = targetsOf(() => page([itemOf('i-1', 'kafka', { state, more: REASON })]));
    const [instance] = await targets('kafka').describe();
    const stopped = { by: 'user', at: '2026-11-21T03:04:05.000Z', why: 'by ada' };
    expect(instance?.stopped).toEqual(told ? stopped : undefined);
  });

  it('that were never started do not say why they stopped', async () => {
    const { targets } = targetsOf(() => page([itemOf('i-1', 'kafka', { state: 'stopped' })]));
    expect(Object.keys((await targets('kafka').describe())[0] ?? {})).toEqual([
      'id',
      'state',
      'launchTime',
      'type',
    ]);
  });

  it.each<[string, Described, string | undefined]>([
    [
      'on an instance store',
      { more: '<rootDeviceType>instance-store</rootDeviceType>' },
      'its root disk is an instance store',
    ],
    [
      'in an Auto Scaling group',
      { tags: { 'aws:autoscaling:groupName': 'brokers' } },
      'the Auto Scaling group brokers would replace it as soon as it is stopped',
    ],
    [
      'on a volume, with any other tag',
      { more: '<rootDeviceType>ebs</rootDeviceType>', tags: { a: 'b' } },
      undefined,
    ],
  ])('%s are told to be unfit to sleep or not', async (_what, described, unfit) => {
    const { targets } = targetsOf(() => page([itemOf('i-1', 'kafka', described)]));
    expect((await targets('kafka').describe())[0]?.unfit).toBe(unfit);
  });

  it.each(['instanceId', 'instanceType', 'instanceState', 'launchTime', 'tagSet'])(
    'that EC2 describes without %s are left out',
    async (field) => {
      const half = itemOf('i-1', 'kafka').replace(new RegExp(`<${field}>.*</${field}>`, 's'), '');
      const { targets } = targetsOf(() => page([half, '<item></item>', itemOf('i-2', 'kafka')]));
      expect((await targets('kafka').describe()).map(({ id }) => id)).toEqual(['i-2']);
    },
  );

  it('are none if EC2 knows of none', async () => {
    const { targets } = targetsOf(() => ({ body: '<DescribeInstancesResponse/>' }));
    expect(await targets('kafka').describe()).toEqual([]);
  });

  it('are given another type', async () => {
    const { targets, requests } = targetsOf(({ action }) => ({ body: `<${action}Response/>` }));
    expect(await targets('kafka').resize('i-1', 't3.large')).toBe('resized');
    const asked = Object.fromEntries(new URLSearchParams(requests[0]?.body));
    expect(asked).toMatchObject({
      Action: 'ModifyInstanceAttribute',
      InstanceId: 'i-1',
      'InstanceType.Value': 't3.large',
    });
  });

  it.each([
    ['IncorrectInstanceState', 'not-startable'],
    ['Unsupported', { refused: 'no-capacity', text: 'says EC2' }],
  ])('answer %s at another type with %j', async (code, outcome) => {
    const { targets } = targetsOf(() => refusal(code));
    expect(await targets('kafka').resize('i-1', 't3.large')).toEqual(outcome);
  });

  it('are started and stopped by id', async () => {
    const { targets, requests } = targetsOf(({ action }) => ({ body: `<${action}Response/>` }));
    expect(await targets('kafka').start('i-1')).toBe('started');
    await targets('kafka').stop('i-1');
    expect(
      requests.map(({ action, body }) => [action, new URLSearchParams(body).get('InstanceId.1')]),
    ).toEqual([
      ['StartInstances', 'i-1'],
      ['StopInstances', 'i-1'],
    ]);
  });

  it.each([
    ['IncorrectInstanceState', 'not-startable'],
    ['InsufficientInstanceCapacity', { refused: 'no-capacity', text: 'says EC2' }],
  ])('answer %s at a start with %j', async (code, outcome) => {
    const { targets } = targetsOf(() => refusal(code));
    expect(await targets('kafka').start('i-1')).toEqual(outcome);
  });

  it('fail with any other error', async () => {
    const { targets } = targetsOf(() => refusal('UnauthorizedOperation'));
    await expect(targets('kafka').start('i-1')).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
    await expect(targets('kafka').stop('i-1')).rejects.toThrow('says EC2');
    await expect(targets('kafka').resize('i-1', 't3.large')).rejects.toThrow('says EC2');
    await expect(targets('kafka').describe()).rejects.toThrow('says EC2');
  });
});
