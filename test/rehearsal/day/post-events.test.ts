import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { NumberedEvent } from '../../../rehearsal/day/numbered-events.ts';
import { postEvents } from '../../../rehearsal/day/post-events.ts';
import { type LocalServer, serveLocally } from '../../../rehearsal/metadata-service/local-server.ts';

let collector: LocalServer;
afterEach(() => collector.close());

/** A collector that answers each event with that status. */
async function startCollector(status: (event: NumberedEvent) => number): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  collector = await serveLocally((request, response) => {
    void json(request).then((body) => {
      const event = body as NumberedEvent;
      events.push(event);
      response.writeHead(status(event)).end('{"ids":["…"]}');
    });
  });
  return events;
}

describe('events posted on a rehearsed day', () => {
  it('go on from where each key is, one after the other, each by a request of its own', async () => {
    const events = await startCollector(() => 201);
    const before = new Map([
      ['a', 0],
      ['b', 7],
    ]);
    const posted = await postEvents(collector.address, before, 3);
    expect(posted.events).toBe(6);
    expect([...posted.counts]).toEqual([
      ['a', 3],
      ['b', 10],
    ]);
    const numbers = (key: string) =>
      events.filter((event) => event.key === key).map(({ data }) => data.number);
    expect([numbers('a'), numbers('b')]).toEqual([
      [0, 1, 2],
      [7, 8, 9],
    ]);
    expect(posted.slowest).toBeGreaterThanOrEqual(posted.median);
  });

  it('end the day when one is not acknowledged', async () => {
    await startCollector(({ data }) => (data.number === 1 ? 503 : 201));
    await expect(postEvents(collector.address, new Map([['a', 0]]), 3)).rejects.toMatchObject({
      code: 'collector-refused',
      message: expect.stringContaining('POST /events answered 503'),
    });
  });
});
