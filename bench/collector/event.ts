import { randomBytes, randomUUID } from 'node:crypto';

/** How many keys the events have, as users of an application would be. */
const KEYS = 10_000;

const FILLER =
  'Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor invidunt ut labore';

/**
 * One event of about 500 bytes, as a page that is viewed sends it.
 *
 * @param n tells whose it is, and of which page
 * @param noise characters that gzip can only halve, beside what ids take: with many, a buffer is full soon
 */
export function event(n: number, noise = 0): string {
  return JSON.stringify({
    type: 'page-viewed',
    id: randomUUID(),
    key: `user-${n % KEYS}`,
    time: '2026-11-21T12:00:00Z',
    data: {
      url: `https://shop.example.com/articles/${n % 5_000}?campaign=autumn`,
      title: FILLER,
      session: randomBytes(16 + noise / 2).toString('hex'),
      referrer: 'https://search.example.com/?q=lorem+ipsum',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      viewport: { width: 1920, height: 1080 },
    },
  });
}

/** The JSON Schema of its data. */
export const EVENT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['url', 'title'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', format: 'uri', maxLength: 2_000 },
    title: { type: 'string', maxLength: 500 },
    session: { type: 'string', pattern: '^[0-9a-f]+$', maxLength: 5_000 },
    referrer: { type: 'string', maxLength: 2_000 },
    userAgent: { type: 'string', maxLength: 500 },
    viewport: {
      type: 'object',
      required: ['width', 'height'],
      additionalProperties: false,
      properties: { width: { type: 'integer', minimum: 1 }, height: { type: 'integer', minimum: 1 } },
    },
  },
};
