import type { Broker as Address, metadataV12 } from '@platformatic/kafka';

type Member = metadataV12.MetadataResponse['brokers'][number];

/**
 * Where a broker is, on the listener on which the metadata was asked for.
 *
 * @param node its id; Kafka writes -1 where there is none
 * @throws Error if none of the brokers that are up has that id
 */
export function addressOf(brokers: readonly Member[], node: number | undefined): Address {
  const broker = brokers.find(({ nodeId }) => nodeId === node);
  if (broker === undefined) throw new Error(`broker ${node} is not up`);
  return { host: broker.host, port: broker.port };
}
