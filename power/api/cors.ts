import type { ApiAnswer, ApiRequest } from './api.ts';

/** The headers by which a browser lets another site's page read a visitor's answer. */
export function corsHeaders({ by, origin }: ApiRequest, allowed: readonly string[]): ApiAnswer['headers'] {
  if (by !== 'visitor' || allowed.length === 0) return {};
  const varying = { vary: 'origin' };
  if (allowed.includes('*')) return { 'access-control-allow-origin': '*' };
  return origin !== undefined && allowed.includes(origin)
    ? { ...varying, 'access-control-allow-origin': origin }
    : varying;
}

/** What a browser wants to know before it sends JSON from another site's page. */
export const PREFLIGHT: ApiAnswer = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '3600',
  },
  body: '',
};
