import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { EventRecord, Lane } from '../../../collector/event-record.ts';
import type { Outcome, Rejected, Sink } from '../../../collector/sinks/sink.ts';
import { until } from '../../../rehearsal/until.ts';

/** A sink and what is behind it. */
export interface SinkWorld {
  readonly sink: Sink;
  /** Whether the sink says by itself that what is behind it is gone, before anything is sent. */
  readonly notices: boolean;
  /** All that arrived on a lane, the events of each key in order. */
  arrived(lane: Lane): Promise<Arrived[]>;
  /** What is behind the sink ends in an orderly manner. */
  leave(): Promise<void>;
  /** It answers no more and keeps its connections. */
  hang(): void;
  /** It is as it was, after either. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** An event as a consumer sees it. */
export interface Arrived {
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly key: string | undefined;
  readonly value: string;
}

/** Real servers take their time to start. */
const PATIENCE = 180_000;

/** Milliseconds for a `send` that succeeds. */
const DEADLINE = 20_000;

let made = 0;

/** An event of its own. */
export function event(fields: Partial<EventRecord> = {}): EventRecord {
  const id = `event-${++made}`;
  return {
    id,
    headers: { 'event-id': id, 'event-type': 'tea.ordered', 'event-version': '2' },
    value: Buffer.from(JSON.stringify({ id, type: 'tea.ordered', data: { sugar: '☕ two' } })),
    lane: 'events',
    ...fields,
  };
}

/**
 * Sends as the delivery does, what is unsent again: a broker that has just started, or got a topic, is named as leader a
 * moment before it leads.
 */
export async function deliver(sink: Sink, records: readonly EventRecord[]): Promise<Outcome> {
  const rejected: Rejected[] = [];
  let left = records;
  const sent = async () => {
    if (!sink.connected) await sink.connect();
    const outcome = await sink.send(left, DEADLINE);
    left = outcome.unsent;
    rejected.push(...outcome.rejected);
    return left.length === 0 ? { unsent: left, rejected } : undefined;
  };
  return await until(sent, { what: 'all is sent', timeout: PATIENCE, every: 20 });
}

/** What every sink keeps, the fake one too. */
export function keepsTheSinkContract(makeWorld: () => Promise<SinkWorld>): void {
  let world: SinkWorld;

  beforeAll(async () => {
    world = await makeWorld();
  }, PATIENCE);

  beforeEach(async () => {
    if (!world.sink.connected) await world.sink.connect();
  }, PATIENCE);

  afterAll(async () => {
    await world?.close();
  }, PATIENCE);

  /** Those of these records that arrived, in the order in which they did. */
  async function arrivedOf(records: readonly EventRecord[]): Promise<Arrived[]> {
    const ids = new Set(records.map(({ id }) => id));
    const lanes = [...new Set(records.map(({ lane }) => lane))];
    const arrived = (await Promise.all(lanes.map((lane) => world.arrived(lane)))).flat();
    return arrived.filter(({ id }) => id !== undefined && ids.has(id));
  }

  it('is not connected before it has connected, and says so of what it is sent', async () => {
    await world.sink.close();
    expect(world.sink.connected).toBe(false);
    const records = [event(), event()];
    expect(await world.sink.send(records, DEADLINE)).toMatchObject({
      unsent: records,
      rejected: [],
      why: { code: 'unreachable' },
    });
  });

  it(
    'sends on what it was given: id, type, key and every byte',
    async () => {
      const records = [event(), event({ key: 'Ärger 🫖' }), event({ key: 'k'.repeat(256) })];
      expect(await deliver(world.sink, records)).toEqual({ unsent: [], rejected: [] });
      const arrived = await arrivedOf(records);
      expect(arrived).toHaveLength(records.length);
      for (const { id, key, value } of records) {
        expect(arrived).toContainEqual({ id, type: 'tea.ordered', key, value: value.toString() });
      }
    },
    PATIENCE,
  );

  it(
    'keeps the order of each key, within a batch and from one to the next',
    async () => {
      const keys = ['anna', 'berta', 'clara', undefined];
      const records = Array.from({ length: 120 }, (_, n) => {
        const key = keys[n % keys.length];
        return event(key === undefined ? {} : { key });
      });
      for (let from = 0; from < records.length; from += 40) {
        const outcome = await world.sink.send(records.slice(from, from + 40), DEADLINE);
        expect(outcome).toEqual({ unsent: [], rejected: [] });
      }
      const arrived = await arrivedOf(records);
      expect(arrived).toHaveLength(records.length);
      for (const key of ['anna', 'berta', 'clara']) {
        const inOrder = records.filter((record) => record.key === key).map(({ id }) => id);
        expect(arrived.filter((event) => event.key === key).map(({ id }) => id)).toEqual(inOrder);
      }
    },
    PATIENCE,
  );

  it(
    'keeps dead letters apart',
    async () => {
      const dead = event({ lane: 'dead-letter' });
      const alive = event();
      expect(await deliver(world.sink, [dead, alive])).toEqual({ unsent: [], rejected: [] });
      expect((await world.arrived('dead-letter')).map(({ id }) => id)).toContain(dead.id);
      const events = (await world.arrived('events')).map(({ id }) => id);
      expect(events).toContain(alive.id);
      expect(events).not.toContain(dead.id);
    },
    PATIENCE,
  );

  it(
    'gives back in order what was not acknowledged when the other side is gone, and goes on when it is back',
    async () => {
      await world.leave();
      const records = [event({ key: 'anna' }), event(), event({ key: 'anna' })];
      if (world.notices) {
        const looked = () => Promise.resolve(world.sink.connected ? undefined : true);
        await until(looked, { what: 'the sink is not connected any more', timeout: PATIENCE, every: 10 });
      }
      expect(await world.sink.send(records, DEADLINE)).toMatchObject({
        unsent: records,
        why: { code: 'unreachable', text: expect.stringMatching(/\w/) },
      });
      expect(world.sink.connected).toBe(false);
      await expect(world.sink.connect()).rejects.toMatchObject({ code: 'unreachable' });
      expect(world.sink.connected).toBe(false);
      await world.comeBack();
      expect(await deliver(world.sink, records)).toEqual({ unsent: [], rejected: [] });
      const annas = (await arrivedOf(records)).filter(({ key }) => key === 'anna');
      expect(annas.map(({ id }) => id)).toEqual([records[0]?.id, records[2]?.id]);
    },
    PATIENCE,
  );

  it(
    'comes back at the deadline when the other side hangs, and neither waits for it nor trusts it any more',
    async () => {
      const records = [event({ key: 'anna' }), event()];
      world.hang();
      try {
        expect(await world.sink.send(records, 200)).toMatchObject({
          unsent: records,
          why: { code: 'unreachable' },
        });
        expect(world.sink.connected).toBe(false);
        await expect(world.sink.connect()).rejects.toMatchObject({ code: 'unreachable' });
      } finally {
        await world.comeBack();
      }
      expect(await deliver(world.sink, records)).toEqual({ unsent: [], rejected: [] });
    },
    PATIENCE,
  );

  it(
    'can be closed while it sends, and twice',
    async () => {
      const records = [event(), event()];
      const sent = world.sink.send(records, DEADLINE);
      await Promise.all([world.sink.close(), world.sink.close()]);
      const { unsent, rejected } = await sent;
      expect(rejected).toEqual([]);
      expect([...unsent, ...records]).toEqual(expect.arrayContaining(records));
      expect(world.sink.connected).toBe(false);
    },
    PATIENCE,
  );
}
