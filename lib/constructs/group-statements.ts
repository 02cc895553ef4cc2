import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { TAG_ENVIRONMENT, TAG_TARGET } from '../../power/names.ts';
import { anyGroup } from './any-arn.ts';
import { resourceTags } from './resource-tags.ts';

/** What the power switch may do with the Auto Scaling groups of one target. */
export interface GroupStatements {
  /** Finding them, and putting all of them to sleep or waking them. */
  readonly sleepAndWake: readonly iam.PolicyStatement[];
  /** Moving one to on demand and back. */
  readonly move: readonly iam.PolicyStatement[];
}

/**
 * Rights on the groups that carry the target's tags, and on no others.
 *
 * By UpdateAutoScalingGroup one could also let a group grow: hence the condition on its maximum. One could name another
 * launch template too, which takes ec2:RunInstances and iam:PassRole, and nobody here has those.
 */
export function groupStatements(scope: Construct, environmentName: string, target: string): GroupStatements {
  const resources = [anyGroup(scope)];
  const tags = resourceTags({ [TAG_ENVIRONMENT]: environmentName, [TAG_TARGET]: target });
  const ofThisTarget = { StringEquals: tags };
  return {
    sleepAndWake: [
      new iam.PolicyStatement({
        actions: ['autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeScalingActivities'],
        // They know no resources and no conditions.
        resources: ['*'],
      }),
      new iam.PolicyStatement({
        actions: ['autoscaling:SetDesiredCapacity'],
        resources,
        conditions: ofThisTarget,
      }),
    ],
    move: [
      new iam.PolicyStatement({
        actions: ['autoscaling:UpdateAutoScalingGroup'],
        resources,
        conditions: { ...ofThisTarget, NumericLessThanEqualsIfExists: { 'autoscaling:MaxSize': 1 } },
      }),
    ],
  };
}
