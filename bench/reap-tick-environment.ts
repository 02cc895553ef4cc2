import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
  waitUntilInstanceRunning,
} from '@aws-sdk/client-ec2';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { reportActivity } from '../power/commands/report-activity.ts';
import { TAG_ENVIRONMENT, TAG_TARGET, targetParameter } from '../power/names.ts';
import type { PowerPlace } from '../power/open-power.ts';
import { policyOf } from '../power/parse-policy.ts';
import { change } from '../power/store/change.ts';
import { DynamoStore } from '../power/store/dynamo-store.ts';

const TARGET = 'kafka';

/** An environment with one running, used target. */
export interface MadeEnvironment extends PowerPlace {
  /** The host says, as of now, that it is up and in use. */
  report(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes at the endpoint what a tick needs: table, parameter, topic, instance, report. */
export async function makeEnvironment(environment: string, endpoint: string): Promise<MadeEnvironment> {
  const dynamo = new DynamoDBClient({ endpoint });
  const [ec2, ssm, sns] = [
    new EC2Client({ endpoint }),
    new SSMClient({ endpoint }),
    new SNSClient({ endpoint }),
  ];
  const parameter = targetParameter(environment, TARGET);
  await makeTable(dynamo, environment);
  await ssm.send(
    new PutParameterCommand({ Name: parameter, Type: 'String', Value: JSON.stringify(policyOf({})) }),
  );
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: environment }));
  const instanceId = await makeInstance(ec2, environment);
  const report = () => reportUse(new DynamoStore(dynamo, environment), instanceId);
  await report();
  return {
    environment,
    table: environment,
    topicArn: TopicArn,
    report,
    async remove() {
      await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }));
      await sns.send(new DeleteTopicCommand({ TopicArn }));
      await ssm.send(new DeleteParameterCommand({ Name: parameter }));
      await dynamo.send(new DeleteTableCommand({ TableName: environment }));
    },
  };
}

async function makeTable(dynamo: DynamoDBClient, name: string): Promise<void> {
  const keys = [
    { name: 'target', type: 'HASH' },
    { name: 'item', type: 'RANGE' },
  ] as const;
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((key) => ({ AttributeName: key.name, AttributeType: 'S' })),
      KeySchema: keys.map((key) => ({ AttributeName: key.name, KeyType: key.type })),
    }),
  );
  await waitUntilTableExists({ client: dynamo, maxWaitTime: 60 }, { TableName: name });
}

async function makeInstance(ec2: EC2Client, environment: string): Promise<string> {
  const tags = [
    { Key: TAG_ENVIRONMENT, Value: environment },
    { Key: TAG_TARGET, Value: TARGET },
  ];
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-00000000000000000',
      InstanceType: 't3.medium',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: tags }],
    }),
  );
  const instanceId = Instances[0]?.InstanceId;
  if (!instanceId) throw new Error('RunInstances gave no instance.');
  await waitUntilInstanceRunning({ client: ec2, maxWaitTime: 60 }, { InstanceIds: [instanceId] });
  return instanceId;
}

async function reportUse(store: DynamoStore, instanceId: string): Promise<void> {
  // A moment ahead, because a report counts only if it is newer than the launch, which EC2 gives in whole seconds.
  const at = new Date(Date.now() + 1000).toISOString();
  const detail = {
    phase: 'serving',
    boot: { agentAt: at, kafkaAt: at, readyAt: at },
    use: 'records written',
  } as const;
  const report = { at, bootId: 'bench', lastUsedAt: at, ready: true, detail };
  await change(store, TARGET, (items) => reportActivity(items, instanceId, report));
}
