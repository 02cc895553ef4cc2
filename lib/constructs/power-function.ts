import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { waive } from './waivers.ts';

export interface PowerFunctionProps {
  /** Name of the file in `lambda/`, whose handler it is. */
  readonly code: 'wake' | 'reap';
  /** Folder with the bundled functions, made by `bundleFunctions`. */
  readonly functions: string;
  readonly environment: Record<string, string>;
  /** All that it may do besides writing its log. */
  readonly statements: iam.PolicyStatement[];
  readonly timeout: Duration;
}

/**
 * A function of the power switch: 256 MB on arm64, its log kept for a month, and a role that says no more than it must.
 *
 * Concurrency is not reserved: a new account has ten in all, and any reservation would fail the deploy.
 */
export class PowerFunction extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: PowerFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Log', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What catnap's function ${props.code} may do`,
    });
    logGroup.grantWrite(role);
    for (const statement of props.statements) {
      role.addToPolicy(statement);
    }
    this.function = new lambda.Function(this, 'Function', {
      description: `catnap: ${props.code}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: props.timeout,
      handler: `${props.code}.handler`,
      code: lambda.Code.fromAsset(props.functions),
      environment: props.environment,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup,
      role,
    });
    waive(role, 'actionsWithoutResources', 'taggedInstances');
    waive(logGroup, 'logKey');
    waive(
      this.function,
      'roleNamedTwice',
      'noVpc',
      'noReservedConcurrency',
      'noDeadLetterConfig',
      'plainVariables',
    );
  }
}
