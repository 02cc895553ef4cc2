import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

export interface NamedParameterProps {
  /** Full name, from power/names.ts. The one place where names are not generated: a parameter's name is its address. */
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** A setting that a function or a host reads at run time, so that stacks need no exports for it. Standard tier: free. */
export class NamedParameter extends Construct {
  readonly parameter: ssm.StringParameter;

  constructor(scope: Construct, id: string, props: NamedParameterProps) {
    super(scope, id);
    this.parameter = new ssm.StringParameter(this, 'Parameter', {
      parameterName: props.name,
      stringValue: props.value,
      description: props.description,
    });
  }
}
