import { describe, expect, it } from '@jest/globals';
import { callDirectly, type DirectRequest } from '../../../power/api/direct-call.ts';
import { lambdaOf } from '../../fake-lambda.ts';

const request: DirectRequest = { method: 'POST', path: '/wake', body: { target: 'kafka' }, by: 'person' };

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
