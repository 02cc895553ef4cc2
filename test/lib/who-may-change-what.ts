/**
 * Everything that anybody may change by a right that our stacks give: read it as a whole when a test says that it has
 * changed, and add a line by hand only if somebody needs it. Paths are constructs; account and region are a test's.
 */
import type { MayChange } from './changing.ts';

const ANY_INSTANCE = 'arn:aws:ec2:us-east-1:000000000000:instance/*';
const PARAMETER = 'arn:aws:ssm:us-east-1:000000000000:parameter';
const ANY_VOLUME = 'arn:aws:ec2:us-east-1:000000000000:volume/*';

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

/** In every environment with a Kafka host. */
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
  'Kafka/Role/Role': hosting(environment, 'kafka'),
  'cloudwatch.amazonaws.com': [
    'sns:Publish on Power/Transitions if StringEquals aws:SourceAccount = 000000000000',
  ],
  'ec2.amazonaws.com': ['sts:AssumeRole on Kafka/Role/Role'],
  'events.amazonaws.com': [
    'lambda:InvokeFunction on Power/Reap/Function if SourceArn = Power/ReapTriggers/InstanceStateChange',
    'sqs:SendMessage on Power/ReapTriggers/DeadLetters if ArnEquals aws:SourceArn = Power/ReapTriggers/InstanceStateChange',
  ],
  'lambda.amazonaws.com': ['sts:AssumeRole on Power/Reap/Role', 'sts:AssumeRole on Power/Wake/Role'],
  'scheduler.amazonaws.com': [
    'sts:AssumeRole on Power/ReapTriggers/TickRole if StringEquals aws:SourceAccount = 000000000000 and StringEquals aws:SourceArn = arn:aws:scheduler:us-east-1:000000000000:schedule-group/default',
  ],
});

/** With a Redis host beside the Kafka host. */
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
