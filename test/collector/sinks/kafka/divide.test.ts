import { describe, expect, it } from '@jest/globals';
import { Connection } from '@platformatic/kafka';
import { divide } from '../../../../collector/sinks/kafka/divide.ts';
import { ids, record } from '../../fixtures/records.ts';

const first = new Connection();
const second = new Connection();
const topics = {
  events: { name: 'events', leaders: [first, second, first] },
  'dead-letter': { name: 'events.dead-letter', leaders: [second] },
};

const divided = (records: Parameters<typeof divide>[0], turn = 0) =>
  divide(records, topics, turn).map(({ topic, partition, leader, records: those }) => ({
    where: `${topic}-${partition}`,
    leader: leader === first ? 'first' : 'second',
    ids: ids(those),
  }));

describe('a batch, divided by partition', () => {
  it('keeps the events of a key together and in order', () => {
    // anna goes to partition 1 of 3, berta to 0.
    const keys = ['anna', 'berta', 'anna', 'anna', 'berta'];
    const records = keys.map((key, n) => record(String(n), { key }));
    expect(divided(records)).toEqual([
      { where: 'events-0', leader: 'first', ids: ['1', '4'] },
      { where: 'events-1', leader: 'second', ids: ['0', '2', '3'] },
    ]);
  });

  it('gives events without a key to one partition, and the next batch to the next one', () => {
    const records = [record('a'), record('b')];
    const places = [0, 1, 2, 3].flatMap((turn) => divided(records, turn));
    expect(places.map(({ where }) => where)).toEqual(['events-0', 'events-1', 'events-2', 'events-0']);
    expect(places.every((place) => place.ids.join() === 'a,b')).toBe(true);
  });

  it('keeps dead letters apart', () => {
    expect(divided([record('a', { lane: 'dead-letter', key: 'anna' }), record('b')])).toEqual([
      { where: 'events-0', leader: 'first', ids: ['b'] },
      { where: 'events.dead-letter-0', leader: 'second', ids: ['a'] },
    ]);
  });
});
