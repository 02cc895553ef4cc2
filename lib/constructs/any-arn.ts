import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** All instances or volumes of the account and region; a condition by tags has to narrow it. */
export function anyOfEc2(scope: Construct, resource: 'instance' | 'volume'): string {
  return Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName: '*' });
}

/** The same of Auto Scaling groups, whose ARNs hold an id that nobody can foresee. */
export function anyGroup(scope: Construct): string {
  return Stack.of(scope).formatArn({
    service: 'autoscaling',
    resource: 'autoScalingGroup',
    resourceName: '*:autoScalingGroupName/*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
