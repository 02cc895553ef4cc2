import { LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from '@jest/globals';
import { callDirectly, type DirectRequest } from '../../../power/api/direct-call.ts';

const request: DirectRequest = { method: 'POST', path: '/wake', body: { target: 'kafka' }, by: 'person' };

/** A Lambda that answers with that; `sent` fills with what it was invoked with. */
function lambdaOf(payload: string | undefined, functionError?: string) {
  const sent: { path: string; body: string }[] = [];
  const client = new LambdaClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle(asked: { path: string; body: Uint8Array }) {
        sent.push({ path: asked.path, body: Buffer.from(asked.body).toString() });
        const headers = functionError ? { 'x-amz-function-error': functionError } : {};
        const body = payload === undefined ? undefined : Buffer.from(payload);
        return Promise.resolve({ response: { statusCode: 200, headers, body } });
      },
    },
  });
  return { client, sent };
}

describe('a direct call', () => {
  it('invokes the function with the request and gives its answer', async () => {
    const { client, sent } = lambdaOf('{"status":202,"headers":{},"body":"{}"}');
    expect(await callDirectly(client, 'wake-dev', request)).toEqual({ status: 202, headers: {}, body: '{}' });
    expect(sent).toEqual([
      { path: '/2015-03-31/functions/wake-dev/invocations', body: JSON.stringify(request) },
    ]);
  });

  it('fails if the function did, and says where to look', async () => {
    const { client } = lambdaOf('{"errorMessage":"boom"}', 'Unhandled');
    await expect(callDirectly(client, 'wake-dev', request)).rejects.toMatchObject({
      code: 'aws-failed',
      message: 'The function wake-dev failed (Unhandled): {"errorMessage":"boom"}. Its log group says more.',
    });
  });

  it('fails if the function said nothing', async () => {
    await expect(callDirectly(lambdaOf(undefined).client, 'wake-dev', request)).rejects.toThrow(SyntaxError);
  });
});
