import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KinesisRecord } from '../../../../collector/sinks/kinesis/kinesis-record.ts';
import { MOST_BYTES, nextRequest } from '../../../../collector/sinks/kinesis/next-request.ts';
import { record } from '../../fixtures/records.ts';

function waiting(name: string, partitionKey: string, bytes = 10): KinesisRecord {
  return { record: record(name), data: Buffer.alloc(bytes), partitionKey };
}

const names = (request: readonly KinesisRecord[]) => request.map(({ record: { id } }) => id).join();

describe('the next request of many records', () => {
  it('has the first record of each key, so that none overtakes another', () => {
    const records = [waiting('a', '1'), waiting('b', '2'), waiting('c', '1'), waiting('d', '3')];
    expect(names(nextRequest(records, 500))).toBe('a,b,d');
  });

  it('has at most as many as allowed', () => {
    const records = Array.from({ length: 600 }, (_, n) => waiting(String(n), String(n)));
    expect(nextRequest(records, 500)).toEqual(records.slice(0, 500));
  });

  it('has at most 5 MiB, keys included', () => {
    const half = MOST_BYTES / 2;
    expect(names(nextRequest([waiting('a', '1', half), waiting('b', '2', half - 2)], 500))).toBe('a,b');
    expect(names(nextRequest([waiting('a', '1', half), waiting('b', '2', half - 1)], 500))).toBe('a');
    expect(names(nextRequest([waiting('a', 'ä', half), waiting('b', '2', half - 2)], 500))).toBe('a');
  });

  it('has one record however large that is: Kinesis is to say what is wrong with it', () => {
    expect(names(nextRequest([waiting('a', '1', MOST_BYTES + 1), waiting('b', '2')], 500))).toBe('a');
  });

  it('brings all records in the end, each key in its order', () => {
    const keys = fc.array(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 10 }), (given, most) => {
        const records = given.map((key, n) => waiting(String(n), key));
        const sent: KinesisRecord[] = [];
        for (let left = records; left.length > 0; left = left.filter((each) => !sent.includes(each))) {
          sent.push(...nextRequest(left, most));
        }
        for (const key of ['1', '2', '3']) {
          const ofKey = (all: readonly KinesisRecord[]) => all.filter((each) => each.partitionKey === key);
          expect(ofKey(sent)).toEqual(ofKey(records));
        }
        expect(sent).toHaveLength(records.length);
      }),
    );
  });
});
