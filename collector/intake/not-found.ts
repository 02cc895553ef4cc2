import type { IncomingMessage } from 'node:http';
import { shown } from '../validation/shown.ts';
import type { HeaderList } from './cors.ts';
import { IntakeError } from './intake-error.ts';

/** The methods of each path, for whoever uses another. */
const METHODS: Readonly<Record<string, string>> = {
  '/events': 'OPTIONS, POST',
  ...Object.fromEntries(
    ['/health', '/ready', '/status', '/metrics', '/openapi.json'].map((path) => [path, 'GET, HEAD']),
  ),
};

/** Why nobody handles this, and which headers say so. */
export function notFound({ method = '', url = '' }: IncomingMessage): {
  readonly error: IntakeError;
  readonly headers: HeaderList;
} {
  const [path = ''] = url.split('?', 1);
  const allowed = Object.hasOwn(METHODS, path) ? METHODS[path] : undefined;
  if (allowed === undefined) {
    const message = `There is no ${shown(path)}; /openapi.json says what there is.`;
    return { error: new IntakeError('not-found', message), headers: [] };
  }
  const message = `${path} knows no ${method}; use ${allowed}.`;
  return { error: new IntakeError('method-not-allowed', message), headers: ['allow', allowed] };
}
