import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoStore } from '../power/store/dynamo-store.ts';
import type { Store } from '../power/store/store.ts';
import { awsClientConfig } from './aws-client-config.ts';

/** Two: whoever reports tries again anyway, and must not be late for an announced stop. */
const ATTEMPTS = 2;

/** The environment's table. */
export function openStore(region: string, table: string): Store {
  return new DynamoStore(new DynamoDBClient(awsClientConfig(region, ATTEMPTS)), table);
}
