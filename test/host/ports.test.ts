import { describe, expect, it } from '@jest/globals';
import { parsePorts } from '../../host/ports.ts';

describe('the ports of a host', () => {
  it('are those that everybody knows', () => {
    expect(parsePorts(undefined)).toMatchObject({ CLIENT: 9092, REDIS: 6379, COLLECTOR: 8080 });
  });

  it('can be others, some or all of them', () => {
    expect(parsePorts('{"CLIENT": 20001, "REDIS": 20002}')).toMatchObject({
      CLIENT: 20_001,
      REDIS: 20_002,
      COLLECTOR: 8080,
    });
  });

  it.each([
    ['{"REDIS": 0}', 'CATNAP_PORTS has 0 as REDIS; allowed are whole numbers from 1 to 65535'],
    ['{"COLLECTOR": "8080"}', 'CATNAP_PORTS has "8080" as COLLECTOR'],
    ['[]', 'CATNAP_PORTS is []; give a JSON object'],
    ['{', 'CATNAP_PORTS is {; give a JSON object'],
    ['{"KAFKA": 1}', 'There is no port named KAFKA'],
  ])('are refused as %s', (json, message) => {
    expect(() => parsePorts(json)).toThrow(message);
  });
});
