import type { CollectorSettings } from '../../settings.ts';
import { COMPONENTS } from './components.ts';
import { eventsOperations } from './events-operations.ts';
import type { OpenApi } from './open-api.ts';
import { REPORT_OPERATIONS } from './report-operations.ts';

/**
 * The OpenAPI 3.1 document of a collector with these settings, as `GET /openapi.json` serves it. It is made of what
 * requests are held against and answers are made of (schemas, codes, limits), so it cannot say anything else.
 */
export function openApi(settings: Pick<CollectorSettings, 'writeKeys' | 'ack' | 'limits'>): OpenApi {
  return {
    openapi: '3.1.0',
    info: {
      title: 'catnap collector',
      version: '1',
      description:
        'Takes events in milliseconds, whether Kafka is awake or not. A path that is not here answers 404, another method of one that is here 405.',
    },
    paths: { '/events': eventsOperations(settings), ...REPORT_OPERATIONS },
    components: COMPONENTS,
  };
}
