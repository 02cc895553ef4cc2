import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readIdentity, readZoneId } from '../../host/identity.ts';
import { InstanceMetadata } from '../../host/instance-metadata.ts';
import { fakeMetadata, type MetadataAnswer, wellAnswer } from './fake-metadata.ts';

let service: Awaited<ReturnType<typeof fakeMetadata>> | undefined;

afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function identity(answer: (request: IncomingMessage) => MetadataAnswer, patience = 60_000) {
  service = await fakeMetadata(answer);
  return readIdentity(new InstanceMetadata({ endpoint: service.endpoint, patience, timeout: 50 }));
}

/** Answers otherwise the first few times. */
function atFirst(times: number, other: MetadataAnswer): (request: IncomingMessage) => MetadataAnswer {
  let left = times;
  return (request) => (left-- > 0 ? other : wellAnswer(request));
}

describe("a broker's zone", () => {
  it('is known by its id, which means the same in every account', async () => {
    service = await fakeMetadata(wellAnswer);
    expect(await readZoneId(new InstanceMetadata({ endpoint: service.endpoint }))).toBe('euc1-az2');
  });
});

describe('the instance metadata', () => {
  it('tell the host who it is, with a token as version 2 wants it', async () => {
    expect(await identity(wellAnswer)).toEqual({
      instanceId: 'i-1',
      accountId: '123456789012',
      availabilityZone: 'eu-central-1a',
      address: '10.0.0.7',
      hostname: 'ip-10-0-0-7.ec2.internal',
    });
  });

  it('are waited for when the service answers late', async () => {
    expect(await identity(atFirst(2, 'silence'))).toMatchObject({ instanceId: 'i-1' });
  });

  it('are waited for when the service is unwell', async () => {
    expect(await identity(atFirst(2, { status: 503 }))).toMatchObject({ instanceId: 'i-1' });
  });

  it('are given up when the service never answers', async () => {
    await expect(identity(() => 'silence', 100)).rejects.toMatchObject({
      code: 'metadata-unreachable',
      message: expect.stringContaining('did not answer for 0.1 s'),
    });
  });

  it('are not asked for again when the service says no', async () => {
    await expect(identity(() => ({ status: 401 }))).rejects.toMatchObject({
      code: 'metadata-denied',
      message: expect.stringContaining('answered HTTP 401 for api/token; enable its version 2'),
    });
  });

  it('are not had from a port where nobody listens', async () => {
    const { endpoint, close } = await fakeMetadata(wellAnswer);
    await close();
    await expect(readIdentity(new InstanceMetadata({ endpoint, patience: 100 }))).rejects.toMatchObject({
      code: 'metadata-unreachable',
    });
  });
});
