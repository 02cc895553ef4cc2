import { describe, expect, it } from '@jest/globals';
import { ec2Volumes } from '../../../host/volume/ec2-volumes.ts';
import { cannedAws } from '../../power/canned-aws.ts';

const TAGS = { tags: { 'catnap:environment': 'dev', 'catnap:target': 'kafka' } };

function described(volumes: string): string {
  return `<DescribeVolumesResponse><volumeSet>${volumes}</volumeSet></DescribeVolumesResponse>`;
}

function item(id: string, state: string, attachments = ''): string {
  return `<item><volumeId>${id}</volumeId><status>${state}</status><availabilityZone>eu-central-1a</availabilityZone><attachmentSet>${attachments}</attachmentSet></item>`;
}

describe("EC2's volumes", () => {
  it('are looked for by tags, the deleted ones left out', async () => {
    const { config, requests } = cannedAws(() => ({ body: described(item('vol-1', 'available')) }));
    expect(await ec2Volumes(config).find(TAGS)).toEqual([
      { id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a' },
    ]);
    const asked = [...new URLSearchParams(requests[0]?.body)].filter(([name]) => name.startsWith('Filter'));
    expect(asked.map(([, value]) => value)).toEqual([
      'status',
      'creating',
      'available',
      'in-use',
      'tag:catnap:environment',
      'dev',
      'tag:catnap:target',
      'kafka',
    ]);
  });

  it('tell who has them', async () => {
    const attachment = '<item><instanceId>i-9</instanceId><status>attached</status></item>';
    const { config } = cannedAws(() => ({ body: described(item('vol-1', 'in-use', attachment)) }));
    expect(await ec2Volumes(config).find({ volumeId: 'vol-1' })).toMatchObject([
      { state: 'in-use', attachedTo: 'i-9' },
    ]);
  });

  it('are none if there is none of that id', async () => {
    const { config } = cannedAws(() => ({
      status: 400,
      body: '<Response><Errors><Error><Code>InvalidVolume.NotFound</Code><Message>no</Message></Error></Errors></Response>',
    }));
    expect(await ec2Volumes(config).find({ volumeId: 'vol-9' })).toEqual([]);
  });

  it('that may not be attached say which and why', async () => {
    const { config } = cannedAws(() => ({
      status: 403,
      body: '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>',
    }));
    await expect(ec2Volumes(config).attach('vol-1', 'i-1', '/dev/sdf')).rejects.toMatchObject({
      code: 'aws-failed',
      message: expect.stringContaining('Cannot attach vol-1'),
    });
  });
});
