import type { Stack } from 'aws-cdk-lib';

/** The ARNs of SSM parameters of the stack's account and region, by their full names. */
export function parameterArns(stack: Stack, names: readonly string[]): string[] {
  return names.map((name) =>
    stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) }),
  );
}
