import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { callJson, callQuery, elements } from './aws-call.ts';
import { ADDRESS, alarmsTemplate } from './notifications-template.ts';
import { deleteStack, deployStack, type Outputs } from './stack.ts';

const STACK = 'Alarms';

let emulator: TestEmulator;
let sns: SNSClient;
let outputs: Outputs;

beforeAll(async () => {
  emulator = await startEmulator();
  sns = new SNSClient(emulator.aws);
  outputs = await deployStack(emulator.aws, STACK, alarmsTemplate());
});

afterAll(async () => {
  sns?.destroy();
  await emulator?.stop();
});

/** Takes a message from the queue, once there is one. */
function nextLetter(): Promise<Record<string, unknown>> {
  return until(
    async () => {
      const { Messages = [] } = await callJson<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
        emulator.aws,
        'sqs',
        'AmazonSQS.ReceiveMessage',
        { QueueUrl: outputs.Letters, MaxNumberOfMessages: 1 },
      );
      const [message] = Messages;
      if (message === undefined) {
        return undefined;
      }
      await callJson(emulator.aws, 'sqs', 'AmazonSQS.DeleteMessage', {
        QueueUrl: outputs.Letters,
        ReceiptHandle: message.ReceiptHandle,
      }).catch((error: Error) => {
        // DeleteMessage answers with an empty body.
        if (!(error instanceof SyntaxError)) {
          throw error;
        }
      });
      return JSON.parse(message.Body) as Record<string, unknown>;
    },
    { what: 'a letter is in the queue', timeout: 20_000 },
  );
}

const publish = (Message: string, Subject = 'kafka: asleep → booting') =>
  sns.send(new PublishCommand({ TopicArn: outputs.Topic, Subject, MessageStructure: 'json', Message }));

describe('a topic with a message for each protocol', () => {
  it('mails people their words, and gives a queue the default', async () => {
    await publish(JSON.stringify({ default: '{"to":"booting"}', email: 'kafka is waking.' }));
    expect(await nextLetter()).toMatchObject({
      Type: 'Notification',
      Subject: 'kafka: asleep → booting',
      Message: '{"to":"booting"}',
    });
    expect(await emulator.mails()).toEqual([
      { topic: outputs.Topic, to: ADDRESS, subject: 'kafka: asleep → booting', text: 'kafka is waking.' },
    ]);
  });

  it.each([
    ['{"email":"kafka is waking."}', /No default entry in JSON message body/],
    ['kafka is waking.', /JSON message body failed to parse/],
  ])('refuses %s', async (message, complaint) => {
    await expect(publish(message)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(complaint),
    });
  });

  it.each(['two\nlines', 'x'.repeat(100)])('refuses the subject %j', async (subject) => {
    await expect(publish('{"default":"x"}', subject)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid parameter: Subject',
    });
  });
});

describe('a function that fails when it is called by an event', () => {
  it('leaves a letter with the event and the error', async () => {
    const lambda = new LambdaClient(emulator.aws);
    await lambda.send(
      new InvokeCommand({
        FunctionName: outputs.Failing,
        InvocationType: 'Event',
        Payload: JSON.stringify({ tick: 1 }),
      }),
    );
    lambda.destroy();
    expect(await nextLetter()).toMatchObject({
      requestPayload: { tick: 1 },
      responsePayload: { errorMessage: 'no capacity' },
    });
  });
});

describe('what the stack describes besides', () => {
  const alarms = () => callQuery(emulator.aws, 'monitoring', '2010-08-01', 'DescribeAlarms');

  it('is an alarm that mails when it goes off', async () => {
    expect(elements((await alarms()).body, 'AlarmName')).toEqual([outputs.Alarm]);
    await callQuery(emulator.aws, 'monitoring', '2010-08-01', 'SetAlarmState', {
      AlarmName: outputs.Alarm ?? '',
      StateValue: 'ALARM',
      StateReason: 'a letter lies there',
    });
    const mail = await until(
      async () => (await emulator.mails()).find(({ subject }) => subject.startsWith('ALARM')),
      { what: 'the alarm is mailed', timeout: 10_000 },
    );
    expect(mail.text).toContain('a letter lies there');
  });

  it('is a schedule with a queue for what it cannot deliver', async () => {
    const scope = `${emulator.aws.credentials.accessKeyId}/20260101/${emulator.aws.region}/scheduler/aws4_request`;
    const answer = await fetch(`${emulator.aws.endpoint}/schedules/${outputs.Schedule}`, {
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
    });
    expect(await answer.json()).toMatchObject({ Target: { DeadLetterConfig: { Arn: outputs.LettersArn } } });
  });

  const budgets = async () => {
    const AccountId = emulator.aws.credentials.accessKeyId;
    const target = 'AWSBudgetServiceGateway.DescribeBudgets';
    return (await callJson<{ Budgets: object[] }>(emulator.aws, 'budgets', target, { AccountId })).Budgets;
  };

  it('is a budget, of which nothing is ever spent', async () => {
    expect(await budgets()).toEqual([
      expect.objectContaining({
        BudgetName: outputs.Budget,
        BudgetLimit: { Amount: '5', Unit: 'USD' },
        CostFilters: { TagKeyValue: ['user:catnap:environment$dev'] },
        CalculatedSpend: { ActualSpend: { Amount: '0', Unit: 'USD' } },
      }),
    ]);
  });

  it('changes and goes with the stack', async () => {
    await deployStack(emulator.aws, STACK, alarmsTemplate({ limit: 7 }));
    expect(await budgets()).toEqual([expect.objectContaining({ BudgetLimit: { Amount: '7', Unit: 'USD' } })]);

    await deleteStack(emulator.aws, STACK);
    expect(await budgets()).toEqual([]);
    expect(elements((await alarms()).body, 'AlarmName')).toEqual([]);
  });
});
