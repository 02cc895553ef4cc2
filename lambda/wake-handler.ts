import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ApiAnswer } from '../power/api/api.ts';
import { errorAnswer } from '../power/api/error-answer.ts';
import { handle } from '../power/api/handle.ts';
import { PowerError } from '../power/errors.ts';
import type { Caller } from '../power/items.ts';
import type { Power } from '../power/power.ts';
import type { VisitorSettings } from './environment.ts';
import { fromDirectEvent, fromUrlEvent, isUrlEvent, toUrlResult } from './wake-event.ts';

/** Answers every event, nonsense included. */
export function wakeHandler(
  power: Power,
  { publicWake, ...visitors }: VisitorSettings,
): (event: unknown) => Promise<ApiAnswer | APIGatewayProxyStructuredResultV2> {
  const api = { ...power, ...visitors };
  return async (event) => {
    if (isUrlEvent(event)) return toUrlResult(publicWake ? await handle(fromUrlEvent(event), api) : closed());
    try {
      return await handle(fromDirectEvent(event), api);
    } catch (error) {
      return refusal(error, 'service');
    }
  };
}

function closed(): ApiAnswer {
  const message = 'Visitors cannot wake this environment; `publicWake` is not set.';
  return refusal(new PowerError('not-found', message), 'visitor');
}

function refusal(error: unknown, by: Caller): ApiAnswer {
  const { status, body } = errorAnswer(error, by);
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
