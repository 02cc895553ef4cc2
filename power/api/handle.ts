import { PowerError } from '../errors.ts';
import type { ApiAnswer, ApiPower, ApiRequest } from './api.ts';
import { corsHeaders, PREFLIGHT } from './cors.ts';
import { errorAnswer } from './error-answer.ts';
import { forVisitors } from './for-visitors.ts';
import { ROUTES, type Route } from './routes.ts';
import { wakePage } from './wake-page.ts';

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** The wake API: every request gets an answer; only a mistake of ours throws. */
export async function handle(request: ApiRequest, power: ApiPower): Promise<ApiAnswer> {
  const answer = await answerOf(request, power);
  return { ...answer, headers: { ...answer.headers, ...corsHeaders(request, power.corsOrigins) } };
}

async function answerOf(request: ApiRequest, power: ApiPower): Promise<ApiAnswer> {
  let page = prefersPage(request);
  try {
    if (request.by === 'visitor' && request.method === 'OPTIONS') return PREFLIGHT;
    const route = findRoute(request);
    if (!route.open) return json(route.status, await route.answer(request, power));
    page ||= route.page === true;
    const answer = await route.answer(request, power);
    const body = request.by === 'visitor' ? forVisitors(answer) : answer;
    return page ? wakePage(route.status, power.environment, body, power.clock()) : json(route.status, body);
  } catch (error) {
    const { status, body } = errorAnswer(error, request.by);
    if (page) return wakePage(status, power.environment, body, power.clock());
    const allow: ApiAnswer['headers'] = status === 405 ? { allow: methodsOf(request) } : {};
    return { status, headers: { ...JSON_HEADERS, ...allow }, body: JSON.stringify(body) };
  }
}

function json(status: number, body: object): ApiAnswer {
  return { status, headers: JSON_HEADERS, body: JSON.stringify(body) };
}

/** A browser that sends the form without a script wants to see something. */
function prefersPage({ accept = '', path }: ApiRequest): boolean {
  return path === '/wake' && accept.includes('text/html');
}

function findRoute(request: ApiRequest): Route {
  const { method, path } = request;
  const routes = routesFor(request);
  const route = routes.find((candidate) => candidate.path === path && candidate.method === method);
  if (route) return route;
  const allowed = methodsOf(request);
  if (allowed)
    throw new PowerError('method-not-allowed', `${method} ${path} is not allowed; allowed: ${allowed}.`);
  const known = routes.map((candidate) => `${candidate.method} ${candidate.path}`).join(', ');
  throw new PowerError('not-found', `There is no ${path}. There are: ${known}.`);
}

function methodsOf(request: ApiRequest): string {
  const routes = routesFor(request).filter(({ path }) => path === request.path);
  return routes.map(({ method }) => method).join(', ');
}

/** Visitors are not told what others may do. */
function routesFor({ by }: ApiRequest): readonly Route[] {
  return ROUTES.filter(({ open }) => open || by !== 'visitor');
}
