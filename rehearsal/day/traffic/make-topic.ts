import { Admin } from '@platformatic/kafka';
import { connectionOptions } from '../../../kafka/connection.ts';

/** Two for each of three brokers to lead. */
const PARTITIONS = 6;
const REPLICAS = 3;

/**
 * Makes a topic with a replica on each of three brokers.
 *
 * @param bootstrap `host:port`, one or more
 */
export async function makeTopic(bootstrap: readonly string[], topic: string): Promise<void> {
  const admin = new Admin(connectionOptions({ bootstrap, security: 'open', clientId: 'rehearsal-admin' }));
  try {
    await admin.createTopics({ topics: [topic], partitions: PARTITIONS, replicas: REPLICAS });
  } finally {
    await admin.close();
  }
}
