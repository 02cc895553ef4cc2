import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PORTS, parsePorts } from '../../kafka/ports.ts';

describe('the ports of a broker', () => {
  it('are those of every real host if nobody says otherwise', () => {
    expect(parsePorts(undefined)).toEqual({
      CLIENT: 9092,
      BROKER: 9093,
      CONTROLLER: 9094,
      TUNNEL: 9095,
      METRICS: 9404,
    });
  });

  it('can be others, one by one', () => {
    expect(parsePorts('{"CLIENT": 19092}')).toEqual({ ...DEFAULT_PORTS, CLIENT: 19_092 });
  });

  it.each([
    ['nonsense', 'nonsense', 'The ports are nonsense; give a JSON object'],
    ['a list', '[9092]', 'The ports are [9092]; give a JSON object'],
    [
      'an unknown name',
      '{"JMX": 1}',
      'There is no port named JMX; the names are CLIENT, BROKER, CONTROLLER, TUNNEL, METRICS.',
    ],
    ['a text', '{"CLIENT": "9092"}', 'Port CLIENT is "9092"; allowed are whole numbers from 1 to 65535.'],
    ['a number out of range', '{"TUNNEL": 65536}', 'Port TUNNEL is 65536; allowed are whole numbers'],
    ['one port twice', '{"CLIENT": 9093}', 'Port 9093 is given twice (CLIENT); each name needs its own.'],
  ])('are refused if they are %s', (_what, json, message) => {
    expect(() => parsePorts(json)).toThrow(
      expect.objectContaining({ code: 'bad-ports', message: expect.stringContaining(message) }),
    );
  });
});
