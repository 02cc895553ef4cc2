import { join } from 'node:path';
import { CollectorError } from '../../../collector/errors.ts';
import { createIntake } from '../../../collector/intake/server.ts';
import { Metrics } from '../../../collector/status/metrics.ts';
import { loadSchemas } from '../../../collector/validation/load-schemas.ts';
import { ROOT } from '../referees.ts';

export const WRITE_KEY = 'a-write-key';

/** A listening intake whose delivery takes events most of the time. */
export interface MoodyIntake extends AsyncDisposable {
  readonly url: string;
  /** How many requests were answered with each status. */
  readonly answers: ReadonlyMap<number, number>;
}

const MOODS = ['full', 'unavailable', 'closing', 'second-collector'] as const;
/** Of so many acceptances one fails. */
const OFTEN = 7;

export async function moodyIntake(): Promise<MoodyIntake> {
  const answers = new Map<number, number>();
  let accepted = 0;
  const server = createIntake({
    settings: {
      writeKeys: [WRITE_KEY],
      corsOrigins: ['https://shop.example'],
      unknownType: 'dead-letter',
      invalid: 'reject',
      ack: 'durable',
      limits: { bodyBytes: 1_000_000, eventBytes: 100_000, pendingBytes: 4_000_000 },
    },
    delivery: {
      accept: () => {
        const mood = ++accepted % OFTEN === 0 ? MOODS[(accepted / OFTEN) % MOODS.length] : undefined;
        return mood
          ? Promise.reject(new CollectorError(mood, 'It is one of those moods.'))
          : Promise.resolve();
      },
    },
    schemas: await loadSchemas(join(ROOT, 'schemas')),
    metrics: new Metrics(),
    status: {
      ready: () => ({ ready: accepted % 2 === 0, why: 'by turns' }),
      status: () => ({ accepted }),
    },
  });
  server.server.on('request', (_, response) => {
    response.once('finish', () => {
      answers.set(response.statusCode, (answers.get(response.statusCode) ?? 0) + 1);
    });
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    answers,
    [Symbol.asyncDispose]: async () => {
      await server.close();
    },
  };
}

/** How many requests were answered. */
export function total({ answers }: Pick<MoodyIntake, 'answers'>): number {
  return [...answers.values()].reduce((sum, count) => sum + count, 0);
}
