import { describe, expect, it } from '@jest/globals';
import type { IncomingEvent } from '../../../collector/intake/incoming-event.ts';
import { judge, type Rules } from '../../../collector/intake/judge.ts';
import { Problems } from '../../../collector/intake/problems.ts';
import { CompiledSchema } from '../../../collector/validation/compiled-schema.ts';
import { Schemas } from '../../../collector/validation/schemas.ts';

const schemas = new Schemas(
  new Map([['known', new Map([['1', new CompiledSchema({ type: 'array', items: { type: 'number' } })]])]]),
  [],
);

/** What becomes of an event: `taken`, why it is a dead letter, or the codes of its problems. */
function fate(type: string, data: unknown, rules: Partial<Rules>, sync = false, bytes = 10): string {
  const event: IncomingEvent = { id: 'a', type, version: '1', headers: {}, value: Buffer.alloc(bytes), data };
  const problems = new Problems();
  const reason = judge(
    event,
    { schemas, unknownType: 'accept', invalid: 'dead-letter', ...rules },
    sync,
    problems,
  );
  return problems.none ? (reason ?? 'taken') : problems.list.map(({ code }) => code).join();
}

const INVALID = 'schema: /data/0 must be number, not "x"';
const UNKNOWN = 'unknown-type: /type there is no schema for "other" version "1"';

describe.each([
  ['known', [1], {}, 'taken', 'taken'],
  ['known', ['x', 'y'], {}, INVALID, 'schema,schema'],
  ['known', ['x', 'y'], { invalid: 'reject' }, 'schema,schema', 'schema,schema'],
  ['known', undefined, {}, 'schema: /data must be array, not undefined', 'schema'],
  ['other', 1, {}, 'taken', 'taken'],
  ['other', 1, { unknownType: 'dead-letter' }, UNKNOWN, 'unknown-type'],
  ['other', 1, { unknownType: 'reject' }, 'unknown-type', 'unknown-type'],
  ['other', 1, { unknownType: 'reject', schemas: Schemas.none }, 'taken', 'taken'],
] as const)('an event of type %s with %j under %j', (type, data, rules, unwaited, waited) => {
  it('has its fate while nobody waits for problems', () => {
    expect(fate(type, data, rules)).toBe(unwaited);
  });

  it('has its fate when somebody does', () => {
    expect(fate(type, data, rules, true)).toBe(waited);
  });
});

it('of a large event only the first problem is told', () => {
  expect(fate('known', ['x', 'y'], {}, true, 65_537)).toBe('schema');
});
