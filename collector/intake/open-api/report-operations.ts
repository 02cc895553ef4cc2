import { ref } from './components.ts';
import type { OpenApi } from './open-api.ts';
import { json, refusals } from './responses.ts';

/** What any request can run into before anybody looks at its path. */
const FAULTS = refusals(400, 408, 431);

/** The pages that tell of the collector itself. */
export const REPORT_OPERATIONS = {
  '/health': page('Whether the process is alive.', {
    200: {
      description: 'It is.',
      content: json({ type: 'object', required: ['status'], properties: { status: { const: 'ok' } } }),
    },
  }),
  '/ready': page('Whether it can keep its promise now.', {
    200: { description: 'It can.', content: json(ref('Readiness')) },
    503: { description: 'It would answer the next event with 503, too.', content: json(ref('Readiness')) },
  }),
  '/status': page('Sink, buffer, and what waits, for people and machines.', {
    200: { description: 'As it is now.', content: json({ type: 'object' }) },
  }),
  '/metrics': page('Counters, for Prometheus.', {
    200: { description: 'In its text format.', content: { 'text/plain': { schema: { type: 'string' } } } },
  }),
  '/openapi.json': page('This document.', {
    200: { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) },
  }),
};

function page(summary: string, responses: OpenApi): OpenApi {
  return { get: { summary, responses: { ...responses, ...FAULTS } } };
}
