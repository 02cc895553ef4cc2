import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { publishNotice } from './notify.ts';
import type { Power } from './power.ts';
import { readSettings } from './settings.ts';
import { DynamoStore } from './store/dynamo-store.ts';
import { type BrokersClients, brokersTargets } from './target/brokers-target.ts';
import { environmentInstances } from './target/environment-instances.ts';
import { instanceTargets } from './target/instance-target.ts';
import type { Targets } from './target/target.ts';

/** Where an environment's power management lives. */
export interface PowerPlace {
  readonly environment: string;
  /** Name of the DynamoDB table. */
  readonly table: string;
  readonly topicArn: string;
  /**
   * Where AWS is.
   * @default - where the SDK finds it (`AWS_ENDPOINT_URL`, or the region's real endpoints)
   */
  readonly endpoint?: string;
}

/** Power management on AWS; keep it, since its connections stay open between ticks. */
export function openPower({ environment, table, topicArn, endpoint }: PowerPlace): Power {
  const ec2 = new EC2Client({ endpoint });
  const autoScaling = new AutoScalingClient({ endpoint });
  const ssm = new SSMClient({ endpoint });
  const sns = new SNSClient({ endpoint });
  return {
    environment,
    store: new DynamoStore(new DynamoDBClient({ endpoint }), table),
    settings: () => readSettings(ssm, environment),
    targets: () => targetsOf({ ec2, autoScaling }, environment),
    notify: (target, notice) => publishNotice(sns, topicArn, environment, target, notice),
    clock: () => new Date(),
  };
}

/** Targets of both kinds, which look at EC2 together. */
function targetsOf(clients: BrokersClients, environment: string): Targets {
  const look = environmentInstances(clients.ec2, environment);
  const byKind = {
    instance: instanceTargets(clients.ec2, environment, look),
    brokers: brokersTargets(clients, environment, look),
  };
  return (name, kind) => byKind[kind](name);
}
