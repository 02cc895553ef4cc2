import { describeQuorumV1 } from '@platformatic/kafka';
import type { Broker } from './broker.ts';

const METADATA = [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }];

/**
 * The node that leads the controllers.
 *
 * @param broker any broker of the cluster; it passes the question on
 * @throws the library's errors, also while nobody leads
 */
export async function activeController(broker: Broker): Promise<number> {
  const { topics } = await broker.ask(describeQuorumV1.api, METADATA);
  const leader = topics[0]?.partitions[0]?.leaderId;
  if (leader === undefined) throw new Error('the broker does not tell who leads the controllers');
  return leader;
}
