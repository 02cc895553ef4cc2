import { type EC2Client, RunInstancesCommand, type RunInstancesCommandInput } from '@aws-sdk/client-ec2';

/** Launches one instance in a default subnet and gives its id. */
export async function launch(
  ec2: EC2Client,
  settings: Partial<RunInstancesCommandInput> = {},
): Promise<string> {
  const launched = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-0c2023a1b2c3d4e5f',
      InstanceType: 't3.medium',
      MinCount: 1,
      MaxCount: 1,
      ...settings,
    }),
  );
  const id = launched.Instances?.[0]?.InstanceId;
  if (id === undefined) {
    throw new Error('RunInstances gave no instance');
  }
  return id;
}
