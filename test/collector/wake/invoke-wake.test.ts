import { describe, expect, it } from '@jest/globals';
import { invokeWake, wakeRequest } from '../../../collector/wake/invoke-wake.ts';
import { lambdaOf } from '../../fake-lambda.ts';

const request = wakeRequest('kafka', 'events wait', 'service');
const forever = new AbortController().signal;

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
