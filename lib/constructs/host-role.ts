import { Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { bootstrapParameter, hostParameter, programsParameter } from '../../power/names.ts';
import { anyOfEc2 } from './any-arn.ts';
import type { HostPrograms } from './host-programs.ts';
import { parameterArns } from './parameter-arns.ts';
import { resourceTags } from './resource-tags.ts';
import { waive } from './waivers.ts';

export interface HostRoleProps {
  readonly environmentName: string;
  /** What the host is called when it sleeps and wakes. */
  readonly target: string;
  /** What its settings and programs are called. */
  readonly role: string;
  /** What its instance and its volume carry, and those of no other host. */
  readonly tags: Readonly<Record<string, string>>;
  /** The power table; the host sees and writes the rows of its own target only. */
  readonly table: dynamodb.ITable;
  readonly programs: HostPrograms;
}

/** What a host may do: read its settings and programs, attach its own volume, report, publish its address, be reached by Session Manager. */
export class HostRole extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: HostRoleProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { environmentName, target, role } = props;
    const parameters = (...names: string[]) => parameterArns(stack, names);

    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      description: `What the ${role} host of catnap ${environmentName} may do`,
    });
    const statements: iam.PolicyStatementProps[] = [
      {
        sid: 'ReadSettings',
        actions: ['ssm:GetParameter'],
        resources: parameters(
          hostParameter(environmentName, role),
          programsParameter(environmentName, role),
          bootstrapParameter(environmentName, target),
        ),
      },
      {
        sid: 'PublishAddress',
        actions: ['ssm:PutParameter'],
        resources: parameters(bootstrapParameter(environmentName, target)),
      },
      {
        sid: 'Report',
        actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        resources: [props.table.tableArn],
        conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [target] } },
      },
      // DescribeVolumes knows no resources and no conditions.
      { sid: 'FindVolumes', actions: ['ec2:DescribeVolumes'], resources: ['*'] },
      {
        sid: 'AttachOwnVolume',
        actions: ['ec2:AttachVolume'],
        resources: [anyOfEc2(this, 'volume'), anyOfEc2(this, 'instance')],
        conditions: { StringEquals: resourceTags(props.tags) },
      },
      {
        // What Session Manager needs. AWS's managed policy would also let the host read every parameter of the account.
        sid: 'SessionManager',
        actions: [
          'ssm:UpdateInstanceInformation',
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        resources: ['*'],
      },
    ];
    for (const statement of statements) {
      this.role.addToPolicy(new iam.PolicyStatement(statement));
    }
    props.programs.grantFetch(this.role);
    waive(this.role, 'actionsWithoutResources', 'sessionManager', 'taggedInstances', 'taggedVolumes');
  }
}
