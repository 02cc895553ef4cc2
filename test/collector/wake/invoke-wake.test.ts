import { LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from '@jest/globals';
import { invokeWake, wakeRequest } from '../../../collector/wake/invoke-wake.ts';

const request = wakeRequest('kafka', 'events wait', 'service');
const forever = new AbortController().signal;

/** A Lambda that answers with that; `sent` fills with what it was invoked with. */
function lambdaOf(payload: string, functionError?: string) {
  const sent: { path: string; body: string }[] = [];
  const client = new LambdaClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle(asked: { path: string; body: Uint8Array }) {
        sent.push({ path: asked.path, body: Buffer.from(asked.body).toString() });
        const headers = functionError ? { 'x-amz-function-error': functionError } : {};
        return Promise.resolve({ response: { statusCode: 200, headers, body: Buffer.from(payload) } });
      },
    },
  });
  return { client, sent };
}

describe('the wake function, invoked', () => {
  it('gets the request and gives its answer', async () => {
    const { client, sent } = lambdaOf('{"status":202,"headers":{},"body":"{}"}');
    expect(await invokeWake(client, 'wake-dev')(request, forever)).toEqual({
      status: 202,
      headers: {},
      body: '{}',
    });
    expect(sent).toEqual([
      { path: '/2015-03-31/functions/wake-dev/invocations', body: JSON.stringify(request) },
    ]);
  });

  it('is named with what it said when it failed', async () => {
    const { client } = lambdaOf('{"errorMessage":"boom"}', 'Unhandled');
    await expect(invokeWake(client, 'wake-dev')(request, forever)).rejects.toMatchObject({
      code: 'aws-failed',
      message: 'The function wake-dev failed (Unhandled): {"errorMessage":"boom"}. Its log group says more.',
    });
  });
});
