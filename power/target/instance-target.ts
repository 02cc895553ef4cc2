import {
  type EC2Client,
  type Instance as Ec2Instance,
  ModifyInstanceAttributeCommand,
  paginateDescribeInstances,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { TAG_ENVIRONMENT, TAG_TARGET } from '../names.ts';
import { stopOf } from './instance-stop.ts';
import { refusalOf } from './refusal-of.ts';
import type { Instance, Targets } from './target.ts';

/**
 * Targets that are single instances, found by their tags. However many targets are asked for, EC2 is asked once;
 * make new targets for the next tick.
 */
export function instanceTargets(ec2: EC2Client, environment: string): Targets {
  let described: Promise<Map<string, Instance[]>> | undefined;
  return (name) => ({
    async describe() {
      described ??= describeByTarget(ec2, environment);
      return (await described).get(name) ?? [];
    },
    async start(id) {
      try {
        await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
        return 'started';
      } catch (error) {
        return refusalOf(error);
      }
    },
    async stop(id) {
      await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    },
    async resize(id, type) {
      const InstanceType = { Value: type };
      try {
        await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, InstanceType }));
        return 'resized';
      } catch (error) {
        return refusalOf(error);
      }
    },
  });
}

async function describeByTarget(ec2: EC2Client, environment: string): Promise<Map<string, Instance[]>> {
  const byTarget = new Map<string, Instance[]>();
  const filters = [{ Name: `tag:${TAG_ENVIRONMENT}`, Values: [environment] }];
  for await (const page of paginateDescribeInstances({ client: ec2, pageSize: 1000 }, { Filters: filters })) {
    for (const described of page.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []) {
      const target = described.Tags?.find(({ Key }) => Key === TAG_TARGET)?.Value;
      const instance = toInstance(described);
      if (target === undefined || instance === undefined) continue;
      byTarget.set(target, [...(byTarget.get(target) ?? []), instance]);
    }
  }
  return byTarget;
}

/** EC2 always fills in these fields; its types do not say so. */
function toInstance(described: Ec2Instance): Instance | undefined {
  const { InstanceId, State, LaunchTime, InstanceType } = described;
  if (!InstanceId || !State?.Name || !LaunchTime || !InstanceType) return undefined;
  const stopped = State.Name === 'stopping' || State.Name === 'stopped' ? stopOf(described) : undefined;
  return {
    id: InstanceId,
    state: State.Name,
    launchTime: LaunchTime.toISOString(),
    type: InstanceType,
    ...(stopped && { stopped }),
    ...unfitness(described),
  };
}

/** Why an instance cannot sleep: EC2 would not stop it, or something else would take its place. */
function unfitness({ RootDeviceType, Tags }: Ec2Instance): Pick<Instance, 'unfit'> {
  const group = Tags?.find(({ Key }) => Key === 'aws:autoscaling:groupName')?.Value;
  if (RootDeviceType === 'instance-store') return { unfit: 'its root disk is an instance store' };
  if (group) return { unfit: `the Auto Scaling group ${group} would replace it as soon as it is stopped` };
  return {};
}
