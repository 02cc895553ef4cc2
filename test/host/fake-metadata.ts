import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to answer: a status and a text, or nothing at all. */
export type MetadataAnswer = { readonly status: number; readonly text?: string } | 'silence';

const TEXTS: Readonly<Record<string, string>> = {
  '/latest/api/token': 'the-token',
  '/latest/dynamic/instance-identity/document':
    '{"instanceId": "i-1", "accountId": "123456789012",  "availabilityZone": "eu-central-1a", "privateIp": "10.0.0.7"}',
  '/latest/meta-data/local-hostname': 'ip-10-0-0-7.ec2.internal',
  '/latest/meta-data/placement/availability-zone-id': 'euc1-az2',
};

/** What an instance answers that is well. */
export function wellAnswer({ url = '', headers }: IncomingMessage): MetadataAnswer {
  const isAllowed = url === '/latest/api/token' || headers['x-aws-ec2-metadata-token'] === 'the-token';
  const text = TEXTS[url];
  if (!isAllowed) return { status: 401 };
  return text === undefined ? { status: 404 } : { status: 200, text };
}

/** A metadata service on 127.0.0.1 that answers as a test says. */
export async function fakeMetadata(answer: (request: IncomingMessage) => MetadataAnswer) {
  const server = createServer((request, response) => {
    const given = answer(request);
    if (given !== 'silence') response.writeHead(given.status).end(given.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an AddressInfo; a string is for pipes, null for before.
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
