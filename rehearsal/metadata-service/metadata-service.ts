import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, serveLocally } from './local-server.ts';
import { type InstanceMetadata, metadataTree, readMetadata, type SpotNotice } from './metadata-tree.ts';
import { SessionTokens } from './session-tokens.ts';

const LIFE_HEADER = 'x-aws-ec2-metadata-token-ttl-seconds';
const TOKEN_HEADER = 'x-aws-ec2-metadata-token';

/** The metadata service of one instance, version 2 only (HttpTokens: required). */
export interface MetadataService extends LocalServer {
  /** From now on `spot/instance-action` answers this notice; undefined withdraws it (404 again). */
  setSpotNotice(notice: SpotNotice | undefined): void;
  /** Requests get no answer until the returned function is called: a metadata service that is late. */
  holdAnswers(): () => void;
}

interface Answer {
  readonly status: number;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts the metadata service of `instance` on 127.0.0.1 and a free port. */
export async function startMetadataService(instance: InstanceMetadata): Promise<MetadataService> {
  const tokens = new SessionTokens();
  let spotNotice: SpotNotice | undefined;
  let gate: Promise<unknown> = Promise.resolve();

  const server = await serveLocally((request, response) => {
    void gate.then(() => send(response, answer(request, tokens, instance, spotNotice)));
  });
  return {
    ...server,
    setSpotNotice(notice) {
      spotNotice = notice;
    },
    holdAnswers() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = Promise.all([gate, promise]);
      return resolve;
    },
  };
}

function answer(
  request: IncomingMessage,
  tokens: SessionTokens,
  instance: InstanceMetadata,
  spotNotice: SpotNotice | undefined,
): Answer {
  const now = new Date();
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method === 'PUT' && path === '/latest/api/token') {
    return issueToken(request, tokens, now.getTime());
  }
  if (request.method !== 'GET') return { status: 405 };
  if (!tokens.isValid(header(request, TOKEN_HEADER), now.getTime())) return { status: 401 };
  const text = readMetadata(metadataTree(instance, now, spotNotice), path);
  return text === undefined ? { status: 404 } : { status: 200, text };
}

function issueToken(request: IncomingMessage, tokens: SessionTokens, now: number): Answer {
  // EC2 refuses tokens to proxies, so that an open proxy on the host cannot leak credentials.
  if (header(request, 'x-forwarded-for') !== undefined) return { status: 403 };
  const life = header(request, LIFE_HEADER);
  const token = tokens.issue(life, now);
  if (life === undefined || token === undefined) return { status: 400 };
  return { status: 200, text: token, headers: { [LIFE_HEADER]: life } };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function send(response: ServerResponse, { status, text = '', headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text);
}
