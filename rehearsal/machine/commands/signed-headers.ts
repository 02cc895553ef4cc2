import { createHash, createHmac } from 'node:crypto';

/** A GET request without a query. */
export interface SignedRequest {
  readonly url: URL;
  readonly region: string;
  /** `s3` … */
  readonly service: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of a role's session. @default - none: a key for life */
    readonly sessionToken?: string;
  };
  readonly now: Date;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * The headers by which AWS knows who asks, Signature Version 4 (IAM User Guide, "Create a signed AWS API request"): a
 * client of S3 would be a dependency for one request.
 */
export function signedHeaders({
  url,
  region,
  service,
  credentials,
  now,
}: SignedRequest): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-content-sha256': sha256(''),
    'x-amz-date': time,
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  };
  const names = Object.keys(headers).sort();
  const request = [
    'GET',
    url.pathname,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(''),
  ].join('\n');

  const scope = [day, region, service, 'aws4_request'];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const toSign = [ALGORITHM, time, scope.join('/'), sha256(request)].join('\n');
  const signature = hmac(key, toSign).toString('hex');
  const authorization = [
    `${ALGORITHM} Credential=${[credentials.accessKeyId, ...scope].join('/')}`,
    `SignedHeaders=${names.join(';')}`,
    `Signature=${signature}`,
  ].join(', ');
  return { ...headers, authorization };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
