/**
 * Everything that anybody may change by a right that our stacks give: read it as a whole when a test says that it has
 * changed, and add a line by hand only if somebody needs it. Paths are constructs; account and region are a test's.
 */
import type { MayChange } from './changing.ts';

const ANY_INSTANCE = 'arn:aws:ec2:us-east-1:000000000000:instance/*';
const PARAMETER = 'arn:aws:ssm:us-east-1:000000000000:parameter';
const ANY_VOLUME = 'arn:aws:ec2:us-east-1:000000000000:volume/*';
const ANY_GROUP = 'arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:*:autoScalingGroupName/*';

const ofEnvironment = (name: string) => `StringEquals aws:ResourceTag/catnap:environment = ${name}`;
const ofTarget = (target: string) => `StringEquals aws:ResourceTag/catnap:target = ${target}`;

/** What both functions of the power switch may. */
const switching = (environment: string) => [
  'dynamodb:DeleteItem on Power/Table',
  'dynamodb:PutItem on Power/Table',
  `ec2:StartInstances on ${ANY_INSTANCE} if ${ofEnvironment(environment)}`,
  `ec2:StopInstances on ${ANY_INSTANCE} if ${ofEnvironment(environment)}`,
  'sns:Publish on Power/Transitions',
];

/** What every host may. */
const hosting = (environment: string, target: string) => [
  `dynamodb:DeleteItem on Power/Table if ForAllValues:StringEquals dynamodb:LeadingKeys = ${target}`,
  `dynamodb:PutItem on Power/Table if ForAllValues:StringEquals dynamodb:LeadingKeys = ${target}`,
  `ec2:AttachVolume on ${ANY_INSTANCE}, ${ANY_VOLUME} if ${ofEnvironment(environment)} and ${ofTarget(target)}`,
  `ssm:PutParameter on ${PARAMETER}/catnap/${environment}/bootstrap/${target}`,
  'ssm:UpdateInstanceInformation on *',
  'ssmmessages:CreateControlChannel on *',
  'ssmmessages:CreateDataChannel on *',
  'ssmmessages:OpenControlChannel on *',
  'ssmmessages:OpenDataChannel on *',
];

/** In every environment. */
export const always = (environment: string): MayChange => ({
  'Power/Wake/Role': [
    ...switching(environment),
    'logs:CreateLogStream on Power/Wake/Log',
    'logs:PutLogEvents on Power/Wake/Log',
  ],
  'Power/Reap/Role': [
    ...switching(environment),
    'logs:CreateLogStream on Power/Reap/Log',
    'logs:PutLogEvents on Power/Reap/Log',
    'sqs:SendMessage on Power/ReapTriggers/DeadLetters',
  ],
  'Power/ReapTriggers/TickRole': [
    'lambda:InvokeFunction on Power/Reap/Function',
    'sqs:SendMessage on Power/ReapTriggers/DeadLetters',
  ],
  'cloudwatch.amazonaws.com': [
    'sns:Publish on Power/Transitions if StringEquals aws:SourceAccount = 000000000000',
  ],
  'events.amazonaws.com': [
    'lambda:InvokeFunction on Power/Reap/Function if SourceArn = Power/ReapTriggers/InstanceStateChange',
    'sqs:SendMessage on Power/ReapTriggers/DeadLetters if ArnEquals aws:SourceArn = Power/ReapTriggers/InstanceStateChange',
  ],
  'lambda.amazonaws.com': ['sts:AssumeRole on Power/Reap/Role', 'sts:AssumeRole on Power/Wake/Role'],
  'scheduler.amazonaws.com': [
    'sts:AssumeRole on Power/ReapTriggers/TickRole if StringEquals aws:SourceAccount = 000000000000 and StringEquals aws:SourceArn = arn:aws:scheduler:us-east-1:000000000000:schedule-group/default',
  ],
});

/** With a Kafka host. */
export const withKafka = (environment: string): MayChange => ({
  'Kafka/Role/Role': hosting(environment, 'kafka'),
  'ec2.amazonaws.com': ['sts:AssumeRole on Kafka/Role/Role'],
});

/** With so many brokers in a cluster. */
export const withCluster = (environment: string, brokers: number): MayChange => {
  const ofCluster = `${ofEnvironment(environment)} and ${ofTarget('cluster')}`;
  const sleepAndWake = `autoscaling:SetDesiredCapacity on ${ANY_GROUP} if ${ofCluster}`;
  const nodes = Array.from({ length: brokers }, (_, index) => index + 1);
  return {
    ...Object.fromEntries(
      nodes.map((node) => [`Cluster/Broker${node}/Role/Role`, brokering(environment, node)]),
    ),
    'Power/Wake/Role': [sleepAndWake],
    'Power/Reap/Role': [
      sleepAndWake,
      `autoscaling:UpdateAutoScalingGroup on ${ANY_GROUP} if ${ofCluster} and NumericLessThanEqualsIfExists autoscaling:MaxSize = 1`,
    ],
    'ec2.amazonaws.com': nodes.map((node) => `sts:AssumeRole on Cluster/Broker${node}/Role/Role`),
  };
};

/** What one broker of a cluster may. */
function brokering(environment: string, node: number): string[] {
  const ofBroker = `${ofEnvironment(environment)} and ${ofTarget('cluster')} and StringEquals aws:ResourceTag/catnap:broker = ${node}`;
  const record = 'ForAllValues:StringEquals route53:ChangeResourceRecordSets';
  return [
    ...hosting(environment, 'cluster').map((line) =>
      line.startsWith('ec2:AttachVolume')
        ? `ec2:AttachVolume on ${ANY_INSTANCE}, ${ANY_VOLUME} if ${ofBroker}`
        : line,
    ),
    `autoscaling:TerminateInstanceInAutoScalingGroup on ${ANY_GROUP} if ${ofBroker}`,
    `ec2:DetachVolume on ${ANY_INSTANCE}, ${ANY_VOLUME} if ${ofBroker}`,
    `route53:ChangeResourceRecordSets on arn:aws:route53:::hostedzone/Cluster/Zone if ${record}NormalizedRecordNames = broker-${node}.cluster.${environment}.catnap.internal and ${record}RecordTypes = A and ${record}Actions = UPSERT`,
    `ssm:PutParameter on ${PARAMETER}/catnap/${environment}/directories/cluster-${node}`,
  ];
}

/** With a Redis host beside the Kafka host or the cluster. */
export const withRedis = (environment: string): MayChange => ({
  'Redis/Role/Role': [
    ...hosting(environment, 'redis'),
    'lambda:InvokeFunction on Power/Wake/Function',
    `ssm:PutParameter on ${['admin', 'client', 'collector', 'reader']
      .map((user) => `${PARAMETER}/catnap/${environment}/redis/${user}`)
      .join(', ')} if StringEquals ssm:Overwrite = false`,
  ],
  'ec2.amazonaws.com': ['sts:AssumeRole on Redis/Role/Role'],
});

/** With `publicWake`: everybody. */
export const WITH_PUBLIC_WAKE: MayChange = {
  '*': [
    'lambda:InvokeFunction on Power/Wake/Function if InvokedViaFunctionUrl = true',
    'lambda:InvokeFunctionUrl on Power/Wake/Function if FunctionUrlAuthType = NONE',
  ],
};

/** With `monthlyBudget`. */
export const WITH_BUDGET: MayChange = {
  'budgets.amazonaws.com': [
    'sns:Publish on Power/Transitions if StringEquals aws:SourceAccount = 000000000000',
  ],
};

/** With `fallbackSizes` t3a.large and m6i.large for Kafka, t3a.small for Redis; the rest is what the stacks' parameters may give. */
export const withFallbackSizes = (environment: string): MayChange => {
  const resize = (target: string, ...sizes: string[]) =>
    `ec2:ModifyInstanceAttribute on ${ANY_INSTANCE} if ${ofEnvironment(environment)} and ${ofTarget(target)} and StringEquals ec2:Attribute = InstanceType and StringEquals ec2:Attribute/InstanceType = ${sizes.join(' or ')}`;
  const kafka = resize(
    'kafka',
    't3a.large',
    'm6i.large',
    't3.small',
    't3.medium',
    't3.large',
    't3.xlarge',
    't3a.small',
    't3a.medium',
    't3a.xlarge',
    'm6i.xlarge',
  );
  const redis = resize(
    'redis',
    't3a.small',
    't3.micro',
    't3.small',
    't3.medium',
    't3.large',
    't3a.micro',
    't3a.medium',
    't3a.large',
    'm6i.large',
    'r6i.large',
  );
  return { 'Power/Wake/Role': [kafka, redis], 'Power/Reap/Role': [kafka, redis] };
};
