import {
  type EC2Client,
  type Instance as Ec2Instance,
  paginateDescribeInstances,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { TAG_ENVIRONMENT, TAG_TARGET } from '../names.ts';
import type { Instance, StartOutcome, Targets } from './target.ts';

/** EC2's error codes at a start that are no failures but answers. */
const OUTCOMES: Readonly<Record<string, StartOutcome>> = {
  IncorrectInstanceState: 'not-startable',
  InsufficientInstanceCapacity: 'no-capacity',
};

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
        const outcome = error instanceof Error ? OUTCOMES[error.name] : undefined;
        if (outcome === undefined) throw error;
        return outcome;
      }
    },
    async stop(id) {
      await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
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
function toInstance({ InstanceId, State, LaunchTime, InstanceType }: Ec2Instance): Instance | undefined {
  if (!InstanceId || !State?.Name || !LaunchTime || !InstanceType) return undefined;
  return { id: InstanceId, state: State.Name, launchTime: LaunchTime.toISOString(), type: InstanceType };
}
