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

function refused(code: string, message: string) {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status: 400, body: `<Response><Errors>${error}</Errors></Response>` };
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

  it('tell that they are being detached', async () => {
    const attachment = '<item><instanceId>i-9</instanceId><status>detaching</status></item>';
    const { config } = cannedAws(() => ({ body: described(item('vol-1', 'in-use', attachment)) }));
    expect(await ec2Volumes(config).find({ volumeId: 'vol-1' })).toMatchObject([
      { attachedTo: 'i-9', isDetaching: true },
    ]);
  });

  it('are none if there is none of that id', async () => {
    const { config } = cannedAws(() => refused('InvalidVolume.NotFound', 'no'));
    expect(await ec2Volumes(config).find({ volumeId: 'vol-9' })).toEqual([]);
  });

  it('that somebody else has taken meanwhile are busy, in the words of EC2', async () => {
    const { config } = cannedAws(() => refused('VolumeInUse', 'vol-1 is already attached to an instance'));
    expect(await ec2Volumes(config).attach('vol-1', 'i-1', '/dev/sdf')).toBe(
      'vol-1 is already attached to an instance',
    );
  });

  it('are detached from the instance that has them, and from no other', async () => {
    const { config, requests } = cannedAws(() => ({ body: '<DetachVolumeResponse/>' }));
    await ec2Volumes(config).detach('vol-1', 'i-1');
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
      Action: 'DetachVolume',
      VolumeId: 'vol-1',
      InstanceId: 'i-1',
    });
  });

  it('that are detached already may be detached again', async () => {
    const { config } = cannedAws(() => refused('IncorrectState', "vol-1 is in the 'available' state"));
    await ec2Volumes(config).detach('vol-1', 'i-1');
  });

  it('that may not be detached say which and why', async () => {
    const { config } = cannedAws(() => refused('UnauthorizedOperation', 'no'));
    await expect(ec2Volumes(config).detach('vol-1', 'i-1')).rejects.toMatchObject({
      code: 'aws-failed',
      message: expect.stringContaining('Cannot detach vol-1'),
    });
  });

  it('that may not be attached say which and why', async () => {
    const { config } = cannedAws(() => refused('UnauthorizedOperation', 'no'));
    await expect(ec2Volumes(config).attach('vol-1', 'i-1', '/dev/sdf')).rejects.toMatchObject({
      code: 'aws-failed',
      message: expect.stringContaining('Cannot attach vol-1'),
    });
  });
});
