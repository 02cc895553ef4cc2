import { shown } from '../validation/shown.ts';
import { IntakeError } from './intake-error.ts';

/**
 * Whether the sender waits for what is wrong with its events: `?sync=true`.
 *
 * @throws IntakeError `bad-query`
 */
export function isSync(sync: unknown): boolean {
  if (sync === undefined || sync === 'false') return false;
  if (sync === 'true') return true;
  throw new IntakeError('bad-query', `sync is ${shown(sync)}; it must be true or false, once.`);
}
