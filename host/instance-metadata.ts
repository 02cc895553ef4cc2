import { setTimeout } from 'node:timers/promises';
import { explain, HostError } from './errors.ts';
import { type HttpAnswer, httpRequest } from './http-request.ts';

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

/** Seconds for which the service takes a token. */
const TOKEN_LIFE = 300;

/** Milliseconds for which a token is used, a little less. */
const TOKEN_USE = (TOKEN_LIFE - 30) * 1000;

const FIRST_WAIT = 50;
const LONGEST_WAIT = 2_000;

/**
 * The instance metadata service in version 2, which hands out a token first.
 *
 * What does not answer, or answers that it is unwell (5xx), is tried again until the patience is over; what says no is
 * believed.
 */
export class InstanceMetadata {
  readonly #endpoint: string;
  readonly #patience: number;
  readonly #timeout: number;
  #token: { readonly value: Promise<string>; readonly until: number } | undefined;

  constructor({
    endpoint = 'http://169.254.169.254',
    patience = 60_000,
    timeout = 2_000,
  }: MetadataProps = {}) {
    this.#endpoint = endpoint;
    this.#patience = patience;
    this.#timeout = timeout;
  }

  /**
   * What stands at a path, such as `meta-data/local-hostname`.
   *
   * @returns undefined if there is nothing
   * @throws HostError `metadata-unreachable`, `metadata-denied`
   */
  async find(path: string): Promise<string | undefined> {
    const answer = await this.#ask('GET', path, { 'x-aws-ec2-metadata-token': await this.#validToken() });
    if (answer.status === 404) return undefined;
    // A service that was started anew knows no token of before.
    if (answer.status === 401) this.#token = undefined;
    return accept(path, answer);
  }

  /**
   * The same where there is always something.
   *
   * @throws HostError `metadata-unreachable`, `metadata-denied`
   */
  async read(path: string): Promise<string> {
    return (await this.find(path)) ?? accept(path, { status: 404, text: '' });
  }

  #validToken(): Promise<string> {
    if (this.#token === undefined || Date.now() > this.#token.until) {
      const value = this.#newToken();
      this.#token = { value, until: Date.now() + TOKEN_USE };
      value.catch(() => {
        this.#token = undefined;
      });
    }
    return this.#token.value;
  }

  async #newToken(): Promise<string> {
    const life = { 'x-aws-ec2-metadata-token-ttl-seconds': String(TOKEN_LIFE) };
    return accept('api/token', await this.#ask('PUT', 'api/token', life));
  }

  async #ask(method: 'GET' | 'PUT', path: string, headers: Record<string, string>): Promise<HttpAnswer> {
    const url = `${this.#endpoint}/latest/${path}`;
    const end = Date.now() + this.#patience;
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const answer = await httpRequest({ method, url, headers, timeout: this.#timeout }).catch(
        (cause: unknown) => ({ cause }),
      );
      if ('status' in answer && answer.status < 500) return answer;
      if (Date.now() + wait > end) {
        const what = 'status' in answer ? `HTTP ${answer.status}` : explain(answer.cause);
        throw new HostError(
          'metadata-unreachable',
          `The instance metadata service did not answer for ${this.#patience / 1000} s (${what}); this program needs an EC2 instance with its metadata enabled.`,
        );
      }
      await setTimeout(wait);
    }
  }
}

function accept(path: string, { status, text }: HttpAnswer): string {
  if (status === 200) return text;
  throw new HostError(
    'metadata-denied',
    `The instance metadata service answered HTTP ${status} for ${path}; enable its version 2 on this instance (HttpEndpoint enabled, HttpTokens required).`,
  );
}
