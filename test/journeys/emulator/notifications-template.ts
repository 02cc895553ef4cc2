import type { Template } from './stack.ts';

/** Who is told by mail. */
export const ADDRESS = 'ops@example.org';

const ref = (Ref: string) => ({ Ref });
const attribute = (...path: string[]) => ({ 'Fn::GetAtt': path });
const allow = (Service: string, Action: string, Resource: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Principal: { Service }, Resource }],
});

/**
 * What tells people that something failed, as the CDK describes it.
 *
 * @param limit dollars of the budget
 */
export function alarmsTemplate({ limit = 5 } = {}): Template {
  return {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [ref('Topic')],
          PolicyDocument: allow('cloudwatch.amazonaws.com', 'sns:Publish', ref('Topic')),
        },
      },
      Letters: {
        Type: 'AWS::SQS::Queue',
        Properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
      },
      LettersPolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [ref('Letters')],
          PolicyDocument: allow('sns.amazonaws.com', 'sqs:SendMessage', attribute('Letters', 'Arn')),
        },
      },
      ByQueue: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: attribute('Letters', 'Arn') },
      },
      ByMail: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Topic'), Protocol: 'email', Endpoint: ADDRESS },
      },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: attribute('Letters', 'QueueName') }],
          Statistic: 'Maximum',
          Period: 300,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          TreatMissingData: 'notBreaching',
          AlarmActions: [ref('Topic')],
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Principal: { Service: ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] },
              },
            ],
          },
        },
      },
      Failing: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile: "exports.handler = async () => { throw new Error('no capacity'); };" },
          Role: attribute('Role', 'Arn'),
        },
      },
      Invocations: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: ref('Failing'),
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnFailure: { Destination: attribute('Letters', 'Arn') } },
        },
      },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          State: 'DISABLED',
          Target: {
            Arn: attribute('Failing', 'Arn'),
            RoleArn: attribute('Role', 'Arn'),
            DeadLetterConfig: { Arn: attribute('Letters', 'Arn') },
            RetryPolicy: { MaximumRetryAttempts: 0 },
          },
        },
      },
      Budget: {
        Type: 'AWS::Budgets::Budget',
        Properties: {
          Budget: {
            BudgetType: 'COST',
            TimeUnit: 'MONTHLY',
            BudgetLimit: { Amount: limit, Unit: 'USD' },
            CostFilters: { TagKeyValue: ['user:catnap:environment$dev'] },
          },
          NotificationsWithSubscribers: [
            {
              Notification: {
                NotificationType: 'ACTUAL',
                ComparisonOperator: 'GREATER_THAN',
                Threshold: 80,
                ThresholdType: 'PERCENTAGE',
              },
              Subscribers: [{ SubscriptionType: 'EMAIL', Address: ADDRESS }],
            },
          ],
        },
      },
    },
    Outputs: {
      Topic: { Value: ref('Topic') },
      Letters: { Value: ref('Letters') },
      LettersArn: { Value: attribute('Letters', 'Arn') },
      Failing: { Value: ref('Failing') },
      Schedule: { Value: ref('Schedule') },
      Budget: { Value: ref('Budget') },
      Alarm: { Value: ref('Alarm') },
    },
  };
}
