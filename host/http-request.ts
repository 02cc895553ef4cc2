import { request } from 'node:http';

/** An HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** What to ask. */
export interface HttpQuestion {
  readonly method: 'GET' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
}

/**
 * One request over plain HTTP. Node's fetch would do, but its first call takes 40 ms, and a boot is short.
 *
 * @throws Error of node:http, or the signal's TimeoutError
 */
export function httpRequest({ method, url, headers, timeout }: HttpQuestion): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  request(url, { method, headers, signal: AbortSignal.timeout(timeout) }, (response) => {
    let text = '';
    response
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        text += chunk;
      })
      .on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      .on('error', reject);
  })
    .on('error', reject)
    .end();
  return promise;
}
