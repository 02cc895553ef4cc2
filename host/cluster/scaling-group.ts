import {
  AutoScalingClient,
  type AutoScalingClientConfig,
  TerminateInstanceInAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { HostError } from '../errors.ts';

/** The Auto Scaling group that an instance is of. */
export interface ScalingGroup {
  /** Ends the instance; the group launches another one in its place, if it wants one at all. */
  replace(instanceId: string): Promise<void>;
}

/** @throws from its functions: HostError `aws-failed` */
export function scalingGroup(config: AutoScalingClientConfig): ScalingGroup {
  const client = new AutoScalingClient(config);
  return {
    async replace(InstanceId) {
      try {
        const which = { InstanceId, ShouldDecrementDesiredCapacity: false };
        await client.send(new TerminateInstanceInAutoScalingGroupCommand(which));
      } catch (cause) {
        throw new HostError(
          'aws-failed',
          `Cannot have ${InstanceId} replaced by its Auto Scaling group; see what the instance's role may do.`,
          { cause },
        );
      }
    },
  };
}
