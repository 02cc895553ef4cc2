import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { PlatformaticClient } from '../../../balancer/platformatic/platformatic-client.ts';

/** A port on which nobody listens. */
async function aDeadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

describe('where nobody listens', () => {
  it('there is no metadata, and why is said; nothing is left open', async () => {
    const bootstrapBrokers = [`127.0.0.1:${await aDeadPort()}`, `127.0.0.1:${await aDeadPort()}`];
    const client = new PlatformaticClient({ bootstrapBrokers, clientId: 'me' });
    const failure = client.metadata(['orders']);
    await expect(failure).rejects.toBeInstanceOf(AggregateError);
    await expect(failure).rejects.toMatchObject({
      errors: [
        { cause: expect.objectContaining({ code: 'ECONNREFUSED' }) },
        { cause: expect.objectContaining({ code: 'ECONNREFUSED' }) },
      ],
    });
    await client.close();
  });

  it('a partition has no leader', async () => {
    const client = new PlatformaticClient({ bootstrapBrokers: ['127.0.0.1:1'], clientId: 'me' });
    expect(await client.send('orders', 0, [{ topic: 'orders', value: 'a' }])).toMatchObject({
      is: 'failed',
      failure: { kind: 'partition', name: 'LEADER_NOT_AVAILABLE' },
    });
    await client.close();
  });
});
