import { expect, it } from '@jest/globals';
import { CompiledSchema } from '../../../collector/validation/compiled-schema.ts';

const schema = new CompiledSchema({
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string' },
    size: { enum: ['s', 'm'] },
    kind: { const: 1 },
    at: { format: 'date-time' },
  },
});

it('tells every fault by its place, or the first alone', () => {
  const value = { size: 'xl', kind: 2, 'x/y~z': 0 };
  expect(schema.accepts(value)).toBe(false);
  expect(schema.faults(value, true).map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "/name: must have required property 'name'",
    '/x~1y~0z: must NOT have additional properties',
    '/size: must be one of "s","m", not "xl"',
    '/kind: must be 1, not 2',
  ]);
  expect(schema.faults(value, false)).toHaveLength(1);
});

it('leaves the value as it is', () => {
  const defaults = new CompiledSchema({
    type: 'object',
    properties: { size: { type: 'number', default: 1 } },
  });
  const value = { other: '1' };
  expect(defaults.accepts(value)).toBe(true);
  expect(value).toEqual({ other: '1' });
  expect(defaults.accepts({ size: '1' })).toBe(false);
});

it('takes members that are named as those of every object for what they are: data', () => {
  const value = JSON.parse('{"name":"a","__proto__":{"size":"xl"},"constructor":1}');
  expect(schema.faults(value, true).map(({ path }) => path)).toEqual(['/__proto__', '/constructor']);
  expect(schema.accepts(JSON.parse('{"__proto__":{"name":"a"}}'))).toBe(false);
});

it('takes what the standard allows, however unusual', () => {
  const unusual = new CompiledSchema({
    anyOf: [{ required: ['a'] }, { required: ['b'] }],
    properties: { a: { type: ['string', 'number'] }, b: { prefixItems: [{}] } },
    patternProperties: { '^a': { minLength: 1 } },
  });
  expect(unusual.accepts({ b: [1] })).toBe(true);
  expect(unusual.accepts({})).toBe(false);
});
