import { once } from 'node:events';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Everything that a host has around its agent, answering at once, so that only the agent's own time is measured. */
export interface Surroundings {
  /** Environment variables for the agent. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves with the next report whose `ready` is true. */
  nextReadyReport(): Promise<void>;
  close(): Promise<void>;
}

const SETTINGS = {
  target: 'kafka',
  table: 'bench',
  dataVolume: {},
  reportEvery: 1,
  kafka: { security: 'open' },
};

const IDENTITY = { instanceId: 'i-0', accountId: '000000000000', availabilityZone: 'eu-central-1a' };

const CREDENTIALS = {
  AccessKeyId: 'a',
  SecretAccessKey: 'b',
  Token: 'c',
  Expiration: '2099-01-01T00:00:00Z',
};

/** Path → answer of the metadata service. */
const METADATA: Readonly<Record<string, string>> = {
  '/latest/api/token': 'token',
  '/latest/dynamic/instance-identity/document': JSON.stringify(IDENTITY),
  '/latest/meta-data/local-hostname': 'localhost',
  '/latest/meta-data/iam/security-credentials/': 'role',
  '/latest/meta-data/iam/security-credentials/role': JSON.stringify({ Code: 'Success', ...CREDENTIALS }),
};

/** `X-Amz-Target` → answer. */
const AWS: Readonly<Record<string, unknown>> = {
  'DynamoDB_20120810.Query': { Items: [] },
  'DynamoDB_20120810.TransactWriteItems': {},
};

/**
 * @param root an empty folder for the host's root
 * @param programs folder that `catnap gather` filled
 * @param ports JSON for CATNAP_PORTS; CLIENT is published
 */
export async function makeSurroundings(root: string, programs: string, ports: string): Promise<Surroundings> {
  const bin = join(root, 'usr/bin');
  for (const folder of [bin, join(root, 'opt/catnap'), join(root, 'dev/disk/by-label')]) {
    mkdirSync(folder, { recursive: true });
  }
  mkdirSync(join(root, 'var/lib/catnap/data'), { recursive: true });
  symlinkSync(programs, join(root, 'opt/catnap/current'));
  // A volume that has been set up before, and is mounted.
  writeFileSync(join(root, 'dev/disk/by-label/catnap-kafka'), '');
  for (const command of ['findmnt', 'chown']) {
    writeFileSync(join(bin, command), '#!/bin/sh\n');
    chmodSync(join(bin, command), 0o755);
  }
  let reported = (): void => undefined;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (body.includes('"ready":{"BOOL":true}')) reported();
    response.end(answer(request, body, ports));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an AddressInfo; a string is for pipes, null for before.
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    environment: {
      PATH: `${bin}:${process.env['PATH']}`,
      CATNAP_ENVIRONMENT: 'bench',
      CATNAP_ROLE: 'kafka',
      CATNAP_ROOT: root,
      CATNAP_PORTS: ports,
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: address,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: address,
    },
    nextReadyReport: () =>
      new Promise((resolve) => {
        reported = resolve;
      }),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer({ headers, url = '' }: IncomingMessage, body: string, ports: string): string {
  const target = String(headers['x-amz-target'] ?? '');
  if (target === '') return METADATA[url] ?? '';
  if (target !== 'AmazonSSM.GetParameter') return JSON.stringify(AWS[target] ?? {});
  const value = body.includes('/bootstrap/')
    ? `localhost:${JSON.parse(ports).CLIENT}`
    : JSON.stringify(SETTINGS);
  return JSON.stringify({ Parameter: { Value: value } });
}
