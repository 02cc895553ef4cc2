import { LambdaClient } from '@aws-sdk/client-lambda';

/** A Lambda that answers with that; `sent` fills with what it was invoked with. */
export function lambdaOf(payload: string | undefined, functionError?: string) {
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
