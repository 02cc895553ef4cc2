import { type FastifyInstance, fastify } from 'fastify';
import type { CollectorSettings } from '../settings.ts';
import type { Metrics } from '../status/metrics.ts';
import type { Schemas } from '../validation/schemas.ts';
import { refuse } from './answer.ts';
import { answerClientError } from './client-error.ts';
import { codeOf } from './code-of.ts';
import { MEDIA_TYPES } from './content-type.ts';
import { Cors } from './cors.ts';
import { IntakeError } from './intake-error.ts';
import { PATIENCE, type Patience } from './limits.ts';
import { notFound } from './not-found.ts';
import { openApi } from './open-api/document.ts';
import { postEvents, type Taker } from './post-events.ts';
import { refusalOf } from './refusal-of.ts';
import { addReports, type Reports } from './reports.ts';

export interface IntakeProps {
  readonly settings: Pick<
    CollectorSettings,
    'writeKeys' | 'corsOrigins' | 'unknownType' | 'invalid' | 'ack' | 'limits'
  >;
  /** Takes the events. */
  readonly delivery: Taker;
  /** What their data is held against. */
  readonly schemas: Schemas;
  readonly metrics: Metrics;
  readonly status: Reports;
  /** How slow a sender may be. @default PATIENCE */
  readonly patience?: Patience;
}

/** The HTTP server that takes events and tells of the collector. `listen` and `close` are Fastify's own. */
export function createIntake(props: IntakeProps): FastifyInstance {
  const { settings, delivery, schemas, metrics, status, patience = PATIENCE } = props;
  const cors = new Cors(settings.corsOrigins);
  const rules = { schemas, unknownType: settings.unknownType, invalid: settings.invalid };
  const server = bareServer(patience, metrics);

  server.post('/events', postEvents({ settings, delivery, rules, cors, metrics }));
  server.options('/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(204, [...cors.preflight(request.headers.origin), 'allow', 'OPTIONS, POST']).end();
  });
  addReports(server, status, metrics);
  const document = JSON.stringify(openApi(settings));
  server.get('/openapi.json', (_, reply) => reply.type('application/json').send(document));
  return server;
}

/** Fastify, with answers of ours wherever it has its own. */
function bareServer(patience: Patience, metrics: Metrics): FastifyInstance {
  const server = fastify({
    requestTimeout: patience.request,
    http: {
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.check,
      // Nothing here depends on it, and Node's own answer says nothing.
      requireHostHeader: false,
    },
    // Delivery says itself when it takes nothing more.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => {
      const code = answerClientError(error, socket);
      if (code) metrics.rejected(code);
    },
    frameworkErrors: ({ message }, request, reply) => {
      reply.hijack();
      refuse(request.raw, reply.raw, new IntakeError('malformed-request', message), []);
    },
  });
  // Whoever handles a request reads its body. The known types by name, because Fastify finds those faster.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser([...MEDIA_TYPES, '*'], (_request, _payload, done) => done(null));

  server.setNotFoundHandler(({ raw }, reply) => {
    reply.hijack();
    const { error, headers } = notFound(raw);
    refuse(raw, reply.raw, error, headers);
  });
  server.setErrorHandler((error, { raw, is404 }, reply) => {
    reply.hijack();
    // Fastify looks at some headers before it says that there is nothing.
    const { error: why, headers } = is404 ? notFound(raw) : { error: faultIn(error), headers: [] };
    if (!is404) metrics.rejected(why.code);
    refuse(raw, reply.raw, why, headers);
  });
  return server;
}

/** Fastify looks at `Content-Type` before any handler does, and refuses what is none at all. */
function faultIn(error: unknown): IntakeError {
  if (codeOf(error) === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new IntakeError(
      'unsupported-media-type',
      `Content-Type is no media type; send ${MEDIA_TYPES[0]}, for instance.`,
    );
  }
  return refusalOf(error);
}
