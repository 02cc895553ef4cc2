import { DescribeInstancesCommand, type EC2Client, type Instance } from '@aws-sdk/client-ec2';
import { until } from '../../../rehearsal/until.ts';

/** Waits until an instance is in a state, and gives its description then. */
export function reached(ec2: EC2Client, id: string, state: string): Promise<Instance> {
  const look = async () => {
    const instance = await describeInstance(ec2, id);
    return instance?.State?.Name === state ? instance : undefined;
  };
  return until(look, { what: `${id} is ${state}`, timeout: 10_000, every: 20 });
}

/** What EC2 says of an instance now. */
export async function describeInstance(ec2: EC2Client, id: string): Promise<Instance | undefined> {
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return found.Reservations?.[0]?.Instances?.[0];
}
