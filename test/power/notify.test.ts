import { SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from '@jest/globals';
import { publishTransition } from '../../power/notify.ts';
import { cannedAws } from './canned-aws.ts';
import { intent, transition } from './samples.ts';

it('a transition is told to people in a sentence and to programs as JSON with attributes', async () => {
  const { config, requests } = cannedAws(() => ({
    body: '<PublishResponse><PublishResult/></PublishResponse>',
  }));
  const asleep = transition({ from: 'stopping', to: 'asleep', reason: intent().reason });
  await publishTransition(
    new SNSClient(config),
    'arn:aws:sns:eu-central-1:000000000000:topic',
    'dev',
    'kafka',
    asleep,
  );
  const sent = Object.fromEntries(new URLSearchParams(requests[0]?.body));
  expect(sent).toMatchObject({
    TopicArn: 'arn:aws:sns:eu-central-1:000000000000:topic',
    Subject: 'catnap: kafka in dev is asleep',
    'MessageAttributes.entry.1.Name': 'target',
    'MessageAttributes.entry.1.Value.StringValue': 'kafka',
    'MessageAttributes.entry.2.Name': 'to',
    'MessageAttributes.entry.2.Value.StringValue': 'asleep',
  });
  expect(JSON.parse(sent.Message ?? '')).toEqual({
    text: 'kafka in dev: stopping → asleep, unused for 6 min, sleeps after 5 min',
    environment: 'dev',
    target: 'kafka',
    ...asleep,
  });
});
