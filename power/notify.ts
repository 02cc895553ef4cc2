import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Transition } from './items.ts';

/** Publishes a transition: readable as an e-mail, and JSON with attributes to filter by for programs. */
export async function publishTransition(
  sns: SNSClient,
  topicArn: string,
  environment: string,
  target: string,
  transition: Transition,
): Promise<void> {
  const { from, to, reason } = transition;
  const message = {
    text: `${target} in ${environment}: ${from} → ${to}, ${reason.text}`,
    environment,
    target,
    ...transition,
  };
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      // SNS allows ASCII only here, and 100 characters; names are at most 31 characters long each.
      Subject: `catnap: ${target} in ${environment} is ${to}`,
      Message: JSON.stringify(message, undefined, 2),
      MessageAttributes: {
        target: { DataType: 'String', StringValue: target },
        to: { DataType: 'String', StringValue: to },
      },
    }),
  );
}
