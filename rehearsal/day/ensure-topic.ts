import { Admin } from '@platformatic/kafka';
import { connectionOptions } from '../../kafka/connection.ts';

/** Makes a topic with one partition unless it is there; topics are never made by merely writing to them. */
export async function ensureTopic(bootstrap: string, topic: string): Promise<void> {
  const admin = new Admin(
    connectionOptions({ bootstrap: [bootstrap], security: 'open', clientId: 'rehearsal-admin' }),
  );
  try {
    if (!(await admin.listTopics()).includes(topic)) {
      await admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 });
    }
  } finally {
    await admin.close();
  }
}
