import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { messageOf, type Notice } from './notice.ts';

/** Publishes a notice: words by e-mail, JSON with attributes to filter by to everything else. */
export async function publishNotice(
  sns: SNSClient,
  topicArn: string,
  environment: string,
  target: string,
  notice: Notice,
): Promise<void> {
  const { subject, mail, data, attributes } = messageOf(environment, target, notice);
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      MessageStructure: 'json',
      Message: JSON.stringify({ default: JSON.stringify(data), email: mail }),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
      ),
    }),
  );
}
