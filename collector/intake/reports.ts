import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../status/metrics.ts';
import type { Readiness } from '../status/readiness.ts';

/** What the collector says of itself. */
export interface Reports {
  /** Whether it can keep its promise now. */
  ready(): Readiness;
  /** Everything, for people and the host's agent. */
  status(): unknown;
}

/** Adds the pages that tell of the collector itself. None of them needs a write key, and none tells of events. */
export function addReports(server: FastifyInstance, reports: Reports, metrics: Metrics): void {
  server.get('/health', (_, reply) => reply.send({ status: 'ok' }));
  server.get('/ready', (_, reply) => {
    const readiness = reports.ready();
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
  server.get('/status', (_, reply) => reply.send(reports.status()));
  server.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
