import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { elementsOf } from '../../../collector/intake/elements-of.ts';

it('cuts any array of JSON into its elements', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), (array, indent) => {
      const elements = elementsOf(Buffer.from(JSON.stringify(array, undefined, indent)));
      expect(elements.map((element) => JSON.parse(element.toString()))).toEqual(
        array.map((element) => JSON.parse(JSON.stringify(element))),
      );
    }),
  );
});

it('leaves each as it was written', () => {
  const text = '[ 1.0 ,\n{"a":1,"a":"]\\\\\\"["}, 12345678901234567890,"\\u00e4" ]';
  expect(elementsOf(Buffer.from(text)).map(String)).toEqual([
    '1.0',
    '{"a":1,"a":"]\\\\\\"["}',
    '12345678901234567890',
    '"\\u00e4"',
  ]);
});
