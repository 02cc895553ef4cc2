import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spotOutlook } from '../../../host/cluster/spot-outlook.ts';
import { InstanceMetadata } from '../../../host/instance-metadata.ts';
import { fakeMetadata, type MetadataAnswer, wellAnswer } from '../fake-metadata.ts';

const NOTICE = '/latest/meta-data/spot/instance-action';
const REBALANCE = '/latest/meta-data/events/recommendations/rebalance';

let close: (() => Promise<void>) | undefined;

afterEach(async () => {
  await close?.();
  close = undefined;
});

/** A metadata service that says more than usual. */
async function metadata(answer: (request: IncomingMessage) => MetadataAnswer): Promise<InstanceMetadata> {
  const service = await fakeMetadata(answer);
  close = service.close;
  return new InstanceMetadata({ endpoint: service.endpoint, patience: 0 });
}

const saying =
  (texts: Readonly<Record<string, string>>) =>
  (request: IncomingMessage): MetadataAnswer => {
    const text = texts[request.url ?? ''];
    return text === undefined ? wellAnswer(request) : { status: 200, text };
  };

describe('what EC2 says about the future of an instance', () => {
  it('is nothing, as a rule', async () => {
    expect(await spotOutlook(await metadata(wellAnswer))).toEqual({});
  });

  it('is that it takes it back', async () => {
    const notice = '{"action": "terminate", "time": "2026-11-21T03:02:00Z"}';
    expect(await spotOutlook(await metadata(saying({ [NOTICE]: notice })))).toEqual({
      leave: 'EC2 takes this spot instance back at 2026-11-21T03:02:00Z',
    });
  });

  it('counts even if it is written otherwise one day', async () => {
    expect(await spotOutlook(await metadata(saying({ [NOTICE]: 'soon' })))).toEqual({
      leave: 'EC2 takes this spot instance back',
    });
  });

  it('is that it may do so', async () => {
    const recommended = '{"noticeTime": "2026-11-21T03:00:00Z"}';
    expect(await spotOutlook(await metadata(saying({ [REBALANCE]: recommended })))).toEqual({
      risk: 'EC2 says at 2026-11-21T03:00:00Z that this spot instance is likely to be interrupted',
    });
  });

  it('is asked for with one token again and again, and with a new one if that is not known any more', async () => {
    let tokens = 0;
    let isForgotten = false;
    const service = await metadata((request) => {
      if (request.method === 'PUT') tokens += 1;
      else if (isForgotten) return { status: 401 };
      return wellAnswer(request);
    });
    await spotOutlook(service);
    await spotOutlook(service);
    expect(tokens).toBe(1);
    isForgotten = true;
    await expect(spotOutlook(service)).rejects.toMatchObject({ code: 'metadata-denied' });
    isForgotten = false;
    expect(await spotOutlook(service)).toEqual({});
    expect(tokens).toBe(2);
  });
});
