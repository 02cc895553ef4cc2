import { type EC2Client, type Instance as Ec2Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { TAG_ENVIRONMENT } from '../names.ts';

/** All instances of an environment. However often one looks, EC2 is asked once; make a new look for the next tick. */
export function environmentInstances(
  ec2: EC2Client,
  environment: string,
): () => Promise<readonly Ec2Instance[]> {
  let described: Promise<readonly Ec2Instance[]> | undefined;
  return () => {
    described ??= describe(ec2, environment);
    return described;
  };
}

async function describe(ec2: EC2Client, environment: string): Promise<Ec2Instance[]> {
  const instances: Ec2Instance[] = [];
  const filters = [{ Name: `tag:${TAG_ENVIRONMENT}`, Values: [environment] }];
  for await (const page of paginateDescribeInstances({ client: ec2, pageSize: 1000 }, { Filters: filters })) {
    for (const { Instances = [] } of page.Reservations ?? []) instances.push(...Instances);
  }
  return instances;
}
