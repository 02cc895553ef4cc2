import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonFault } from '../../../collector/intake/json-fault.ts';

/** JSON, and what becomes of it when somebody is careless: a piece is put elsewhere, left out, or repeated. */
const careless = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat(),
    fc.constantFrom('', '"', '\\', ',', ':', '{', ']', '-', '0', 'e', ' ', '\n', '\u0000'),
  )
  .map(([json, a, b, piece]) => {
    const [from = 0, to = 0] = [a % (json.length + 1), b % (json.length + 1)].sort((x, y) => x - y);
    return json.slice(0, from) + piece + json.slice(to);
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('where JSON stops being JSON', () => {
  it('is found whenever the engine finds that it does', () => {
    fc.assert(
      fc.property(careless, (text) => {
        expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is such that all before it could have gone on', () => {
    fc.assert(
      fc.property(careless, (text) => {
        const fault = jsonFault(text);
        if (fault)
          expect(jsonFault(text.slice(0, fault.position))?.position ?? fault.position).toBe(fault.position);
      }),
    );
  });

  it.each([
    ['', 0, 'a value'],
    ['{"a":1', 6, ', or }'],
    ['[1 2]', 3, ', or ]'],
    ['{"a" 1}', 5, ':'],
    ['{"a":1,}', 7, 'a name'],
    ['[1,]', 3, 'a value'],
    ['[tru]', 1, 'a value or ]'],
    ['{}{}', 2, 'nothing more'],
    ['01', 1, 'nothing more'],
  ])('in %j is at %d, where there should be %s', (text, position, wanted) => {
    expect(jsonFault(text)).toEqual({ position, wanted });
  });

  it('is found however deep and long it is', () => {
    expect(jsonFault('['.repeat(1_000_000))).toEqual({ position: 1_000_000, wanted: 'a value or ]' });
    expect(jsonFault(`"${'x\\n'.repeat(500_000)}`)).toEqual({ position: 0, wanted: 'a value' });
  });
});
