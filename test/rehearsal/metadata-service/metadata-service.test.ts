import { fromInstanceMetadata } from '@aws-sdk/credential-providers';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type MetadataService,
  startMetadataService,
} from '../../../rehearsal/metadata-service/metadata-service.ts';
import type { InstanceMetadata } from '../../../rehearsal/metadata-service/metadata-tree.ts';

const INSTANCE = {
  instanceId: 'i-0123456789abcdef0',
  instanceType: 't3.medium',
  market: 'spot',
  localHostname: 'localhost',
  localIpv4: '127.0.0.1',
  availabilityZone: 'eu-central-1b',
  region: 'eu-central-1',
  accountId: '123456789012',
} as const;
const SESSION = { role: 'catnap-host', accessKeyId: 'ASIA0', secretAccessKey: 'secret', token: 'token' };

const services: MetadataService[] = [];
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()));
});

async function start(more: Partial<InstanceMetadata> = {}): Promise<MetadataService> {
  const service = await startMetadataService({ ...INSTANCE, session: SESSION, ...more });
  services.push(service);
  return service;
}

function askToken({ address }: MetadataService, headers: Record<string, string>): Promise<Response> {
  return fetch(`${address}/latest/api/token`, { method: 'PUT', headers });
}

/** A client that has a token. */
async function client(service: MetadataService): Promise<(path: string) => Promise<Response>> {
  const token = await (await askToken(service, { 'x-aws-ec2-metadata-token-ttl-seconds': '60' })).text();
  return (path) =>
    fetch(`${service.address}/latest/${path}`, { headers: { 'x-aws-ec2-metadata-token': token } });
}

describe('the metadata service', () => {
  it('answers 401 to whoever has no token, or a wrong one', async () => {
    const { address } = await start();
    expect((await fetch(`${address}/latest/meta-data/instance-id`)).status).toBe(401);
    const headers = { 'x-aws-ec2-metadata-token': 'guessed' };
    expect((await fetch(`${address}/latest/meta-data/instance-id`, { headers })).status).toBe(401);
  });

  it('gives a token to whoever says for how long, but not through a proxy', async () => {
    const service = await start();
    const life = { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' };
    const given = await askToken(service, life);
    expect([given.status, given.headers.get('x-aws-ec2-metadata-token-ttl-seconds')]).toEqual([200, '21600']);
    expect((await askToken(service, {})).status).toBe(400);
    expect((await askToken(service, { ...life, 'x-forwarded-for': '192.0.2.1' })).status).toBe(403);
  });

  it.each([
    ['meta-data/instance-id', 'i-0123456789abcdef0'],
    ['meta-data/instance-life-cycle', 'spot'],
    ['meta-data/instance-type', 't3.medium'],
    ['meta-data/local-hostname', 'localhost'],
    ['meta-data/local-ipv4', '127.0.0.1'],
    ['meta-data/placement/availability-zone', 'eu-central-1b'],
    ['meta-data/placement/availability-zone-id', 'euc1-az2'],
    ['meta-data/placement/region', 'eu-central-1'],
    ['meta-data/placement/', 'availability-zone\navailability-zone-id\nregion'],
    ['meta-data/iam/security-credentials/', 'catnap-host'],
  ])('answers %s', async (path, text) => {
    const get = await client(await start());
    expect(await (await get(path)).text()).toBe(text);
  });

  it('answers the identity document', async () => {
    const get = await client(await start());
    expect(await (await get('dynamic/instance-identity/document')).json()).toMatchObject({
      accountId: '123456789012',
      region: 'eu-central-1',
      availabilityZone: 'eu-central-1b',
      instanceId: 'i-0123456789abcdef0',
    });
  });

  it('gives the credentials of the role, as the AWS SDK understands them', async () => {
    const { address } = await start();
    const former = process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
    process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = address;
    try {
      expect(await fromInstanceMetadata({ maxRetries: 0 })()).toMatchObject({
        accessKeyId: 'ASIA0',
        secretAccessKey: 'secret',
        sessionToken: 'token',
      });
    } finally {
      if (former === undefined) delete process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
      else process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = former;
    }
  });

  it('gives none to an instance without a role', async () => {
    const get = await client(await start({ session: undefined }));
    expect((await get('meta-data/iam/security-credentials/')).status).toBe(404);
  });

  it('tells tags only when the instance allows it', async () => {
    const path = 'meta-data/tags/instance/catnap:target';
    const allowed = await client(await start({ tags: { 'catnap:target': 'kafka' } }));
    expect(await (await allowed(path)).text()).toBe('kafka');
    const forbidden = await client(await start());
    expect((await forbidden(path)).status).toBe(404);
  });

  it('has no spot notice until one is set, nor after it was withdrawn', async () => {
    const service = await start();
    const get = await client(service);
    const path = 'meta-data/spot/instance-action';
    expect((await get(path)).status).toBe(404);
    service.setSpotNotice({
      action: 'terminate',
      time: new Date('2026-11-21T10:02:00.000Z'),
      givenAt: new Date('2026-11-21T10:00:00.000Z'),
    });
    expect(await (await get(path)).json()).toEqual({ action: 'terminate', time: '2026-11-21T10:02:00Z' });
    expect(await (await get('meta-data/events/recommendations/rebalance')).json()).toEqual({
      noticeTime: '2026-11-21T10:00:00Z',
    });
    service.setSpotNotice(undefined);
    expect((await get(path)).status).toBe(404);
    expect((await get('meta-data/events/recommendations/rebalance')).status).toBe(404);
  });

  it('answers late when it is told to', async () => {
    const service = await start();
    const get = await client(service);
    const release = service.holdAnswers();
    let answered = false;
    const answer = get('meta-data/instance-id').finally(() => {
      answered = true;
    });
    // One that was asked later and is held by the same gate cannot have come back first.
    await expect(fetch(service.address, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
    expect(answered).toBe(false);
    release();
    expect((await answer).status).toBe(200);
  });
});
