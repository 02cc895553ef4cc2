import { describe, expect, it } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { powerStack, powerTemplate } from './power-stack-template.ts';

describe('the monthly budget', () => {
  it('is not there unless it is asked for', () => {
    powerTemplate().resourceCountIs('AWS::Budgets::Budget', 0);
  });

  const stack = powerStack({ monthlyBudget: { dollars: 10, email: 'someone@example.org' } });
  const template = Template.fromStack(stack);

  it('counts what carries the tag of the environment', () => {
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: {
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: 10, Unit: 'USD' },
        CostFilters: { TagKeyValue: ['user:catnap:environment$dev'] },
      },
    });
  });

  it('tells the topic and the address, at 80 % of it spent and at 100 % of it foreseen', () => {
    const subscribers = [
      { SubscriptionType: 'SNS', Address: { Ref: Match.stringLikeRegexp('Transitions') } },
      { SubscriptionType: 'EMAIL', Address: 'someone@example.org' },
    ];
    template.hasResourceProperties('AWS::Budgets::Budget', {
      NotificationsWithSubscribers: [
        {
          Notification: Match.objectLike({ NotificationType: 'ACTUAL', Threshold: 80 }),
          Subscribers: subscribers,
        },
        {
          Notification: Match.objectLike({ NotificationType: 'FORECASTED', Threshold: 100 }),
          Subscribers: subscribers,
        },
      ],
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: Match.arrayWith(['budgets.amazonaws.com']) },
            Action: 'sns:Publish',
            Condition: { StringEquals: { 'aws:SourceAccount': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  it('says at each deploy what its tag needs', () => {
    Annotations.fromStack(stack).hasInfo(
      '/Power/MonthlyBudget',
      Match.stringLikeRegexp('never speaks until catnap:environment is activated in Billing'),
    );
  });

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])('cannot be of %p dollars', (dollars) => {
    expect(() => powerTemplate({ monthlyBudget: { dollars } })).toThrow(
      `monthlyBudget: given ${dollars} dollars, allowed is an amount above 0`,
    );
  });
});
