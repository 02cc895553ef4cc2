import { Annotations } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { TAG_ENVIRONMENT } from '../../power/names.ts';
import type { MonthlyBudgetOptions } from '../environments/environment-config.ts';
import { letServicePublish } from './let-service-publish.ts';

/** When people are told, in percent of the budget. */
const THRESHOLDS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

export interface MonthlyBudgetProps extends MonthlyBudgetOptions {
  /** Name of the environment whose costs count: those of everything that carries it as the tag `catnap:environment`. */
  readonly environmentName: string;
  /** Hears of it; free of charge, like the budget itself. */
  readonly topic: sns.Topic;
}

/**
 * Tells when an environment has cost 80 % of what it should in a month, and when AWS expects it to pass 100 %. It stops
 * nothing. AWS counts costs a few times a day, and by tag only once the tag is activated in Billing.
 */
export class MonthlyBudget extends Construct {
  /** @throws Error when the amount is none. */
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    const { environmentName, topic, dollars, email } = props;
    if (!(dollars > 0 && Number.isFinite(dollars))) {
      throw new Error(`monthlyBudget: given ${dollars} dollars, allowed is an amount above 0 such as 10`);
    }
    letServicePublish(topic, 'budgets.amazonaws.com');
    const subscribers: budgets.CfnBudget.SubscriberProperty[] = [
      { subscriptionType: 'SNS', address: topic.topicArn },
      ...(email === undefined ? [] : [{ subscriptionType: 'EMAIL', address: email }]),
    ];
    const budget = new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: dollars, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${TAG_ENVIRONMENT}$${environmentName}`] },
      },
      notificationsWithSubscribers: THRESHOLDS.map((when) => ({
        notification: { ...when, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
        subscribers,
      })),
    });
    // Not before it may publish there.
    budget.node.addDependency(topic.node.findChild('Policy'));
    Annotations.of(this).addInfoV2(
      'catnap:budget-tag',
      `the budget of ${environmentName} shows 0 dollars and never speaks until ${TAG_ENVIRONMENT} is activated in Billing, under "Cost allocation tags" (the tag is listed there up to a day after the first deploy, and counts from its activation on)`,
    );
  }
}
