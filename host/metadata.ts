import { setTimeout } from 'node:timers/promises';
import { explain, HostError } from './errors.ts';
import { type HttpAnswer, httpRequest } from './http-request.ts';

/** What a host needs to know about itself. */
export interface Identity {
  readonly instanceId: string;
  readonly accountId: string;
  readonly availabilityZone: string;
  /** Private DNS name; it survives stop and start. */
  readonly hostname: string;
  /** Private IPv4 address; so does this. */
  readonly address: string;
}

/** How to reach the metadata service, all in milliseconds. */
export interface MetadataProps {
  /** @default 'http://169.254.169.254' */
  readonly endpoint?: string;
  /**
   * For how long an unreachable service is tried again: early in a boot it may answer late.
   * @default 60_000
   */
  readonly patience?: number;
  /**
   * For one request.
   * @default 2_000
   */
  readonly timeout?: number;
}

/** Seconds; enough for one boot. */
const TOKEN_LIFE = '300';

const FIRST_WAIT = 50;
const LONGEST_WAIT = 2_000;

/**
 * The instance metadata service in version 2, which hands out a token first.
 *
 * What does not answer, or answers that it is unwell (5xx), is tried again until the patience is over; what says no is
 * believed.
 *
 * @throws HostError `metadata-unreachable`, `metadata-denied`
 */
export async function readIdentity(props: MetadataProps = {}): Promise<Identity> {
  const { endpoint = 'http://169.254.169.254', patience = 60_000, timeout = 2_000 } = props;
  const ask = (method: 'GET' | 'PUT', path: string, headers: Record<string, string>): Promise<HttpAnswer> =>
    patiently(patience, () => httpRequest({ method, url: `${endpoint}/latest/${path}`, headers, timeout }));
  const token = accept(
    'api/token',
    await ask('PUT', 'api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': TOKEN_LIFE }),
  );
  const read = async (path: string): Promise<string> =>
    accept(path, await ask('GET', path, { 'x-aws-ec2-metadata-token': token }));
  const [document, hostname] = await Promise.all([
    read('dynamic/instance-identity/document'),
    read('meta-data/local-hostname'),
  ]);
  return { ...parseDocument(document), hostname };
}

async function patiently(patience: number, ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  const end = Date.now() + patience;
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const answer = await ask().catch((cause: unknown) => ({ cause }));
    if ('status' in answer && answer.status < 500) return answer;
    if (Date.now() + wait > end) {
      const what = 'status' in answer ? `HTTP ${answer.status}` : explain(answer.cause);
      throw new HostError(
        'metadata-unreachable',
        `The instance metadata service did not answer for ${patience / 1000} s (${what}); this program needs an EC2 instance with its metadata enabled.`,
      );
    }
    await setTimeout(wait);
  }
}

function accept(path: string, { status, text }: HttpAnswer): string {
  if (status === 200) return text;
  throw new HostError(
    'metadata-denied',
    `The instance metadata service answered HTTP ${status} for ${path}; enable its version 2 on this instance (HttpEndpoint enabled, HttpTokens required).`,
  );
}

function parseDocument(json: string): Omit<Identity, 'hostname'> {
  // AWS documents these four as always present (EC2 User Guide, "Instance identity documents").
  const { instanceId, accountId, availabilityZone, privateIp } = JSON.parse(json);
  return { instanceId, accountId, availabilityZone, address: privateIp };
}
