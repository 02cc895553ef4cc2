import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PowerStack, type PowerStackProps } from '../../../lib/stacks/power-stack.ts';
import { cdkContext, standInFunctions } from '../synthesised-environment.ts';

/** A stack with nothing but a power switch, and no account. */
export function powerStack(props: Partial<PowerStackProps> = {}): PowerStack {
  const app = new App({ context: cdkContext() });
  return new PowerStack(app, 'Power', { environmentName: 'dev', functions: standInFunctions(), ...props });
}

/** Its template. */
export function powerTemplate(props: Partial<PowerStackProps> = {}): Template {
  return Template.fromStack(powerStack(props));
}
