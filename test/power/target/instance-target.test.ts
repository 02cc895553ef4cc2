import { EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { instanceTargets } from '../../../power/target/instance-target.ts';
import { type CannedAnswer, type CannedRequest, cannedAws } from '../canned-aws.ts';

const LAUNCHED = '2026-11-21T03:00:00.000Z';

function itemOf(id: string, target: string | undefined): string {
  const tag = target ? `<item><key>catnap:target</key><value>${target}</value></item>` : '';
  return `<item><instancesSet><item><instanceId>${id}</instanceId><instanceType>t3.medium</instanceType>
    <instanceState><code>16</code><name>running</name></instanceState><launchTime>${LAUNCHED}</launchTime>
    <tagSet>${tag}</tagSet></item></instancesSet></item>`;
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
        ? page([itemOf('i-3', 'kafka'), itemOf('i-4', undefined)])
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
    ['InsufficientInstanceCapacity', 'no-capacity'],
  ])('answer %s at a start with %s', async (code, outcome) => {
    const { targets } = targetsOf(() => refusal(code));
    expect(await targets('kafka').start('i-1')).toBe(outcome);
  });

  it('fail with any other error', async () => {
    const { targets } = targetsOf(() => refusal('UnauthorizedOperation'));
    await expect(targets('kafka').start('i-1')).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
    await expect(targets('kafka').stop('i-1')).rejects.toThrow('says EC2');
    await expect(targets('kafka').describe()).rejects.toThrow('says EC2');
  });
});
