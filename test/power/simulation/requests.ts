/** Requests to the wake API: as the API wants them, and as a story tells of them. */
import type { ApiRequest } from '../../../power/api/api.ts';
import type { Ask } from './story.ts';

export function requestOf(ask: Ask): ApiRequest {
  const { by } = ask;
  switch (ask.do) {
    case 'wake':
      return { method: 'POST', path: '/wake', by, body: JSON.stringify({ minutes: ask.minutes }) };
    case 'sleep':
      return { method: 'POST', path: '/sleep', by };
    case 'hold':
      return { method: 'POST', path: '/hold', by, body: JSON.stringify({ on: true, minutes: ask.minutes }) };
    case 'end-hold':
      return { method: 'DELETE', path: '/hold', by };
    case 'lease':
      return {
        method: 'POST',
        path: '/lease',
        by,
        body: JSON.stringify({ id: ask.id, minutes: ask.minutes, reason: 'import' }),
      };
    case 'end-lease':
      return { method: 'DELETE', path: '/lease', by, body: JSON.stringify({ id: ask.id }) };
    case 'look':
      return { method: 'GET', path: '/status', by };
  }
}

export function sayAsk(ask: Ask): string {
  switch (ask.do) {
    case 'wake':
      return `wakes kafka${ask.minutes === undefined ? '' : ` for ${ask.minutes} min`}`;
    case 'sleep':
      return 'puts kafka to sleep';
    case 'hold':
      return `holds kafka awake for ${ask.minutes} min`;
    case 'end-hold':
      return 'ends the hold';
    case 'lease':
      return `takes the lease ${ask.id} for ${ask.minutes} min`;
    case 'end-lease':
      return `gives the lease ${ask.id} back`;
    case 'look':
      return 'looks how kafka is';
  }
}
