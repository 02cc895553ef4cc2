import type { CollectorSettings } from '../settings.ts';
import type { Schemas } from '../validation/schemas.ts';
import { EVERY_FAULT_BYTES } from './envelope.ts';
import type { IncomingEvent } from './incoming-event.ts';
import type { Problem } from './problem.ts';
import type { Problems } from './problems.ts';

/** What events are held against, and what becomes of those that fail. */
export interface Rules extends Pick<CollectorSettings, 'unknownType' | 'invalid'> {
  readonly schemas: Schemas;
}

/**
 * Holds an event's data against the schema of its type and version. What the rules refuse is added to the problems.
 *
 * @param sync whether the sender waits for the problems: then what would be a dead letter is refused
 * @returns why it is a dead letter, if that is what it becomes
 */
export function judge(
  event: IncomingEvent,
  rules: Rules,
  sync: boolean,
  problems: Problems,
): string | undefined {
  const { type, version, data, value } = event;
  if (!rules.schemas.configured) return undefined;
  const schema = rules.schemas.find(type, version);
  if (schema === undefined) {
    if (rules.unknownType === 'accept') return undefined;
    const message = `there is no schema for ${JSON.stringify(type)} version ${JSON.stringify(version)}`;
    return verdict([{ code: 'unknown-type', path: '/type', message }], rules.unknownType, sync, problems);
  }
  if (schema.accepts(data)) return undefined;
  const every = value.length <= EVERY_FAULT_BYTES;
  const faults = schema
    .faults(data, every)
    .map(({ path, message }) => ({ code: 'schema' as const, path: `/data${path}`, message }));
  return verdict(faults, rules.invalid, sync, problems);
}

function verdict(
  faults: readonly Omit<Problem, 'event'>[],
  policy: 'reject' | 'dead-letter',
  sync: boolean,
  problems: Problems,
): string | undefined {
  if (!sync && policy === 'dead-letter') {
    const [first] = faults;
    return `${first?.code}: ${first?.path} ${first?.message}`;
  }
  for (const { code, path, message } of faults) problems.add(code, path, message);
  return undefined;
}
