import {
  type EC2Client,
  type Instance as Ec2Instance,
  ModifyInstanceAttributeCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { TAG_TARGET } from '../names.ts';
import { environmentInstances } from './environment-instances.ts';
import { stopOf } from './instance-stop.ts';
import { refusalOf } from './refusal-of.ts';
import type { Instance, Target } from './target.ts';

/**
 * Targets that are single instances, found by their tags.
 *
 * @param look - @default - EC2 is asked once, however many targets are asked for; make new targets for the next tick
 */
export function instanceTargets(
  ec2: EC2Client,
  environment: string,
  look = environmentInstances(ec2, environment),
): (name: string) => Target {
  return (name) => ({
    async describe() {
      return instancesOf(await look(), name);
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

function instancesOf(described: readonly Ec2Instance[], target: string): Instance[] {
  return described
    .filter(({ Tags }) => Tags?.some(({ Key, Value }) => Key === TAG_TARGET && Value === target))
    .flatMap((instance) => toInstance(instance) ?? []);
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
