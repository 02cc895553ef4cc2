import { describe, expect, it } from '@jest/globals';
import type { ApiRequest } from '../../../power/api/api.ts';
import {
  instantField,
  leaseIdField,
  limitField,
  minutesField,
  readFields,
  reasonField,
  untilField,
} from '../../../power/api/fields.ts';
import { ago, NOON } from '../samples.ts';

const FORM = 'application/x-www-form-urlencoded';

function request(over: Partial<ApiRequest> = {}): ApiRequest {
  return { method: 'POST', path: '/wake', by: 'person', ...over };
}

function complaint(read: () => unknown, code = 'bad-request'): string {
  try {
    read();
  } catch (error) {
    expect(error).toMatchObject({ code });
    return (error as Error).message;
  }
  throw new Error('it was taken');
}

describe('what a request says', () => {
  const read = (over: Partial<ApiRequest>) => readFields(request(over), ['reason', 'minutes']);

  it('is its JSON, its form, or nothing', () => {
    expect(read({ body: '{"target":"kafka","minutes":5}' })).toEqual({ target: 'kafka', minutes: 5 });
    expect(read({ body: 'target=kafka&reason=a+demo', contentType: `${FORM}; charset=UTF-8` })).toEqual({
      target: 'kafka',
      reason: 'a demo',
    });
    expect(read({})).toEqual({});
    expect(read({ contentType: FORM, body: '' })).toEqual({});
  });

  it('is in the query, too; the body counts first, and what else a link carries is ignored', () => {
    const query = { target: 'redis', reason: 'query', utm_source: 'news' };
    expect(read({ query })).toEqual({ target: 'redis', reason: 'query' });
    expect(read({ query, body: '{"target":"kafka"}' })).toEqual({ target: 'kafka', reason: 'query' });
  });

  it('is known by name', () => {
    expect(complaint(() => read({ body: '{"minute":5,"a":1}' }))).toBe(
      'Unknown here: minute, a. Allowed: target, reason, minutes.',
    );
  });

  it('is an object', () => {
    for (const body of ['[1]', 'null', '5', '"x"']) {
      expect(complaint(() => read({ body }))).toBe(
        'The body must be a JSON object such as {"target":"kafka"}.',
      );
    }
  });

  it('is JSON unless it says otherwise', () => {
    expect(complaint(() => read({ body: 'target=kafka' }), 'bad-json')).toBe(
      'The body is not JSON; for a form, say so in content-type.',
    );
    try {
      read({ body: '{' });
    } catch (error) {
      expect(error).toMatchObject({ cause: expect.any(SyntaxError) });
    }
  });

  it('has at most 4096 bytes', () => {
    const bytes = (count: number) => `{"reason":"${'x'.repeat(count - 13)}"}`;
    expect(Buffer.byteLength(bytes(4096))).toBe(4096);
    expect(() => read({ body: bytes(4096) })).not.toThrow();
    expect(complaint(() => read({ body: bytes(4097) }), 'too-large')).toBe(
      'The body has 4097 bytes; at most 4096 are allowed.',
    );
    expect(complaint(() => read({ body: 'ä'.repeat(2049) }), 'too-large')).toContain('has 4098 bytes');
  });
});

describe('a reason', () => {
  it('is one line without control characters', () => {
    expect(reasonField({ reason: '  demo\u0007 at\n\t9 \u009b' })).toBe('demo at 9');
    expect(reasonField({})).toBe('');
  });

  it('has at most 200 characters, and is a text', () => {
    expect(reasonField({ reason: 'x'.repeat(200) })).toHaveLength(200);
    for (const reason of ['x'.repeat(201), 7, null]) {
      expect(complaint(() => reasonField({ reason }))).toBe(
        'reason must be a text of at most 200 characters.',
      );
    }
  });
});

describe('minutes', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    [5, 5],
    ['5', 5],
    [0.5, 0.5],
  ])('given as %j are %j', (minutes, count) => {
    expect(minutesField({ minutes }, 'visitor')).toBe(count);
  });

  it.each([
    ['person', 10_080],
    ['service', 10_080],
    ['visitor', 15],
  ] as const)('for a %s are at most %d', (by, most) => {
    expect(minutesField({ minutes: most }, by)).toBe(most);
    expect(complaint(() => minutesField({ minutes: most + 1 }, by))).toBe(
      `minutes is ${most + 1}; a ${by} may ask for more than 0 and at most ${most}.`,
    );
  });

  it.each([[0], [-1], ['soon'], [true], [[5]], [null]])('are not %j', (minutes) => {
    expect(complaint(() => minutesField({ minutes }, 'person'))).toBe(
      `minutes is ${JSON.stringify(minutes)}; a person may ask for more than 0 and at most 10080.`,
    );
  });
});

describe('the end of a hold or a lease', () => {
  const until = (fields: object, by: ApiRequest['by'] = 'person') => untilField({ ...fields }, by, NOON);

  it('is so many minutes from now', () => {
    expect(until({ minutes: 90 })).toBe(ago(-5400));
    expect(until({ minutes: '90', until: undefined })).toBe(ago(-5400));
  });

  it('is an instant, in whatever offset it is given', () => {
    expect(until({ until: '2026-11-21T18:00:00Z' })).toBe('2026-11-21T18:00:00.000Z');
    expect(until({ until: '2026-11-21T18:00:00+01:00', minutes: '' })).toBe('2026-11-21T17:00:00.000Z');
  });

  it.each([
    [{}, '{}'],
    [{ minutes: 5, until: ago(-60) }, `{"minutes":5,"until":"${ago(-60)}"}`],
  ])('is given once: %j', (fields, given) => {
    expect(complaint(() => until(fields))).toBe(`Give either minutes or until; given was ${given}.`);
  });

  it('lies in the future, and no further than one may ask for', () => {
    expect(until({ until: ago(-0.001) })).toBe(ago(-0.001));
    expect(until({ until: ago(-7 * 86_400) })).toBe(ago(-7 * 86_400));
    expect(until({ until: ago(-900) }, 'visitor')).toBe(ago(-900));
    const refusal = (given: unknown, by: string, latest: string) =>
      `until is ${JSON.stringify(given)}; a ${by} may ask for an instant after 2026-11-21T12:00:00.000Z (now) and at most ${latest}, such as 2026-11-21T18:00:00Z.`;
    const week = ago(-7 * 86_400);
    for (const given of [ago(0), ago(-7 * 86_400 - 0.001), '2027-11-21T12:00:00Z', 'tomorrow', 7]) {
      expect(complaint(() => until({ until: given }))).toBe(refusal(given, 'person', week));
    }
    const late = ago(-900.001);
    expect(complaint(() => until({ until: late }, 'visitor'))).toBe(refusal(late, 'visitor', ago(-900)));
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-21T18:00:00Z', '2026-11-21T18:00:00.000Z'],
    ['2026-11-21T18:00Z', '2026-11-21T18:00:00.000Z'],
    ['2026-11-21T18:00:00.5-05:30', '2026-11-21T23:30:00.500Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('is %s', (given, instant) => {
    expect(instantField(given)).toBe(instant);
  });

  it.each<[unknown, string]>([
    ['2026-11-21T18:00:00', 'without an offset it could be any zone’s'],
    ['2026-11-21', 'without a time'],
    ['2026-02-30T12:00:00Z', 'no such day'],
    ['2027-02-29T12:00:00Z', 'no leap year'],
    ['2026-13-01T12:00:00Z', 'no such month'],
    ['2026-11-21T25:00:00Z', 'no such hour'],
    ['x2026-11-21T18:00:00Z', 'something before it'],
    ['2026-11-21T18:00:00Z.', 'something behind it'],
    ['2026-11-21T18:00:00+0100', 'an offset that is spelled otherwise'],
    [1_795_000_000_000, 'a number'],
    [undefined, 'nothing'],
  ])('is not %p: %s', (given, _why) => {
    expect(instantField(given)).toBeUndefined();
  });
});

describe('the id of a lease', () => {
  it.each(['import', 'a', 'Night_1.2-b', 'wakes', 'x'.repeat(64)])('can be %s', (id) => {
    expect(leaseIdField({ id })).toBe(id);
  });

  it.each([['wake'], [''], ['x'.repeat(65)], ['a b'], ['a#b'], ['ä'], [7], [undefined]])(
    'cannot be %j',
    (id) => {
      expect(complaint(() => leaseIdField({ id }))).toBe(
        `id is ${JSON.stringify(id)}; give a lease 1 to 64 letters, digits, dots, dashes or underscores, and another name than wake.`,
      );
    },
  );
});

describe('how much history is shown', () => {
  it.each([
    [undefined, 20],
    [1, 1],
    ['500', 500],
  ])('for %j is %d', (limit, count) => {
    expect(limitField({ limit })).toBe(count);
  });

  it.each([[0], [501], [1.5], ['many'], [null], [[5]]])('is not %j', (limit) => {
    expect(complaint(() => limitField({ limit }))).toBe(
      `limit is ${JSON.stringify(limit)}; give a whole number from 1 to 500.`,
    );
  });
});
