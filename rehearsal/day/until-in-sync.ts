import { metadataV12 } from '@platformatic/kafka';
import { Broker } from '../../kafka/broker.ts';
import { tooFewInSync } from '../../kafka/in-sync.ts';
import { type UntilOptions, until } from '../until.ts';

/**
 * Waits until every replica of every partition is in sync.
 *
 * @param bootstrap `host:port`, one or more; whoever answers is asked
 * @throws RehearsalError 'timed-out', caused by what lacks
 */
export function untilInSync(
  bootstrap: readonly string[],
  options: Pick<UntilOptions, 'timeout' | 'signal'>,
): Promise<true> {
  const look = async (): Promise<true> => {
    const lacking = tooFewInSync(await topicsOf(bootstrap), Number.POSITIVE_INFINITY);
    if (lacking.length > 0) throw new Error(`not in sync: ${lacking.join(', ')}`);
    return true;
  };
  return until(look, { what: 'all replicas are in sync', ...options });
}

function topicsOf(bootstrap: readonly string[]): Promise<metadataV12.MetadataResponse['topics']> {
  const asked = bootstrap.map(async (address) => {
    const [host = '', port] = address.split(':');
    const broker = new Broker({
      address: { host, port: Number(port) },
      security: 'open',
      clientId: 'rehearsal-watch',
    });
    try {
      return (await broker.ask(metadataV12.api, null, false, false)).topics;
    } finally {
      await broker.close();
    }
  });
  return Promise.any(asked);
}
