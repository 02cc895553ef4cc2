import { SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from '@jest/globals';
import { messageOf } from '../../power/notice.ts';
import { publishNotice } from '../../power/notify.ts';
import { cannedAws } from './canned-aws.ts';
import { transition } from './samples.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:000000000000:topic';

it('a notice goes out in words by mail and as JSON to everything else, with attributes to filter by', async () => {
  const { config, requests } = cannedAws(() => ({
    body: '<PublishResponse><PublishResult/></PublishResponse>',
  }));
  const notice = { transition: transition({ from: 'stopping', to: 'asleep' }) };
  await publishNotice(new SNSClient(config), TOPIC, 'dev', 'kafka', notice);
  const { subject, mail, data } = messageOf('dev', 'kafka', notice);
  const sent = Object.fromEntries(new URLSearchParams(requests[0]?.body));
  expect(sent).toMatchObject({
    TopicArn: TOPIC,
    Subject: subject,
    MessageStructure: 'json',
    'MessageAttributes.entry.1.Name': 'target',
    'MessageAttributes.entry.1.Value.DataType': 'String',
    'MessageAttributes.entry.1.Value.StringValue': 'kafka',
    'MessageAttributes.entry.2.Name': 'to',
    'MessageAttributes.entry.2.Value.DataType': 'String',
    'MessageAttributes.entry.2.Value.StringValue': 'asleep',
  });
  expect(JSON.parse(sent.Message ?? '')).toEqual({ default: JSON.stringify(data), email: mail });
});

it('an alarm goes out the same way', async () => {
  const { config, requests } = cannedAws(() => ({
    body: '<PublishResponse><PublishResult/></PublishResponse>',
  }));
  const notice = { alarm: { code: 'max-awake', text: 'awake for 8 d' }, at: transition().at } as const;
  await publishNotice(new SNSClient(config), TOPIC, 'dev', 'kafka', notice);
  const sent = Object.fromEntries(new URLSearchParams(requests[0]?.body));
  expect(sent['MessageAttributes.entry.2.Value.StringValue']).toBe('max-awake');
  expect(JSON.parse(JSON.parse(sent.Message ?? '').default)).toMatchObject({ alarm: 'max-awake' });
});
