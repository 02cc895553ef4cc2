import { metadataV12 } from '@platformatic/kafka';
import type { Broker } from '../../kafka/broker.ts';
import { tooFewInSync } from '../../kafka/in-sync.ts';

/** How many partitions have a replica that is out of sync, as far as a broker knows. @throws the library's errors */
export async function underReplicated(broker: Broker): Promise<number> {
  const { topics } = await broker.ask(metadataV12.api, null, false, false);
  return tooFewInSync(topics, Number.POSITIVE_INFINITY).length;
}
