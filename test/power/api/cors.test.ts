import { describe, expect, it } from '@jest/globals';
import { corsHeaders, PREFLIGHT } from '../../../power/api/cors.ts';
import type { Caller } from '../../../power/items.ts';

const site = 'https://game.example';
const headers = (allowed: readonly string[], origin: string | undefined, by: Caller = 'visitor') =>
  corsHeaders({ method: 'GET', path: '/status', by, origin }, allowed);

describe('another site’s page may read a visitor’s answer', () => {
  it('if the site is allowed, and every answer says that it depends on that', () => {
    expect(headers(['https://a.example', site], site)).toEqual({
      vary: 'origin',
      'access-control-allow-origin': site,
    });
    expect(headers([site], 'https://other.example')).toEqual({ vary: 'origin' });
    expect(headers([site], undefined)).toEqual({ vary: 'origin' });
  });

  it('if all sites are', () => {
    expect(headers(['*'], site)).toEqual({ 'access-control-allow-origin': '*' });
    expect(headers([site, '*'], undefined)).toEqual({ 'access-control-allow-origin': '*' });
  });

  it('if any is', () => {
    expect(headers([], site)).toEqual({});
  });
});

it('callers with credentials are no browsers', () => {
  for (const by of ['person', 'service'] as const) expect(headers(['*'], site, by)).toEqual({});
});

it('a browser that asks first is told what it may send', () => {
  expect(PREFLIGHT).toEqual({
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '3600',
    },
    body: '',
  });
});
