import { describe, expect, it } from '@jest/globals';
import { signedHeaders } from '../../../../rehearsal/machine/commands/signed-headers.ts';

/** The credentials of AWS's own examples (S3 API Reference, "Signature Calculations for the Authorization Header"). */
const CREDENTIALS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const REQUEST = {
  url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
  region: 'us-east-1',
  service: 's3',
  credentials: CREDENTIALS,
  now: new Date('2013-05-24T00:00:00Z'),
};

describe('signed headers', () => {
  it('name the key, the day, the region, the service and what is signed', () => {
    expect(signedHeaders(REQUEST)).toEqual({
      host: 'examplebucket.s3.amazonaws.com',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20130524\/us-east-1\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it("carry a session's token, signed with the rest", () => {
    const headers = signedHeaders({ ...REQUEST, credentials: { ...CREDENTIALS, sessionToken: 'token' } });
    expect(headers).toMatchObject({
      'x-amz-security-token': 'token',
      authorization: expect.stringContaining('host;x-amz-content-sha256;x-amz-date;x-amz-security-token'),
    });
    expect(headers['authorization']).not.toContain(signature(signedHeaders(REQUEST)));
  });

  it('differ when the secret does', () => {
    const other = signedHeaders({ ...REQUEST, credentials: { ...CREDENTIALS, secretAccessKey: 'other' } });
    expect(signature(other)).not.toBe(signature(signedHeaders(REQUEST)));
  });
});

function signature(headers: Record<string, string>): string {
  return headers['authorization']?.split('Signature=')[1] ?? '';
}
