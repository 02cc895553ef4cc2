import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';

/**
 * Lets a service of AWS publish what it has to say about this account.
 *
 * A topic without a policy lets the services of its account publish; one that asks for encrypted connections has a
 * policy, and so loses that permission. An alarm would then be lost in silence.
 *
 * @param service its principal, such as `cloudwatch.amazonaws.com`
 */
export function letServicePublish(topic: sns.Topic, service: string): void {
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(service)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
    }),
  );
}
