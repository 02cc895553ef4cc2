import { describe, expect, it } from '@jest/globals';
import { Acknowledgements } from '../../../bench/cluster/acknowledgements.ts';

const success = (timestamp: number, partition: number) =>
  `${JSON.stringify({ timestamp, name: 'producer_send_success', key: '7', value: '1', offset: 3, topic: 't', partition })}\n`;

describe('the acknowledgements that a producer prints', () => {
  it('give the longest wait of each partition, however the lines are cut', () => {
    const acknowledgements = new Acknowledgements();
    const text = [success(1_000, 0), success(1_010, 1), success(1_400, 0), success(1_500, 0)].join('');
    for (const letter of text) acknowledgements.add(letter);
    expect(acknowledgements.stalls).toEqual(
      new Map([
        [0, 400],
        [1, 0],
      ]),
    );
  });

  it('count a wait from its beginning, also when counting began in the middle of it', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.add(success(1_000, 0));
    acknowledgements.restart();
    acknowledgements.add(success(9_000, 0));
    expect([...acknowledgements.stalls.values()]).toEqual([8_000]);
  });

  it('count records that were given up, and leave alone what else is printed', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.add('{"timestamp":1,"name":"startup_complete"}\nWARN something\n');
    acknowledgements.add('{"timestamp":2,"name":"producer_send_error","exception":"x"}\n');
    expect(acknowledgements.failed).toBe(1);
    expect(acknowledgements.stalls.size).toBe(0);
  });
});
