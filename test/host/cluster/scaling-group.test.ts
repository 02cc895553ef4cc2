import { expect, it } from '@jest/globals';
import { scalingGroup } from '../../../host/cluster/scaling-group.ts';
import { cannedAws } from '../../power/canned-aws.ts';

it('a group ends the instance and still wants as many as before', async () => {
  const { config, requests } = cannedAws(() => ({ body: '<TerminateInstanceInAutoScalingGroupResponse/>' }));
  await scalingGroup(config).replace('i-1');
  expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
    Action: 'TerminateInstanceInAutoScalingGroup',
    InstanceId: 'i-1',
    ShouldDecrementDesiredCapacity: 'false',
  });
});

it('a group that refuses leaves the instance as it is, and the agent says so', async () => {
  const error = '<Error><Code>AccessDenied</Code><Message>no</Message></Error>';
  const { config } = cannedAws(() => ({
    status: 403,
    body: `<ErrorResponse>${error}</ErrorResponse>`,
  }));
  await expect(scalingGroup(config).replace('i-1')).rejects.toMatchObject({
    code: 'aws-failed',
    message: "Cannot have i-1 replaced by its Auto Scaling group; see what the instance's role may do.",
  });
});
