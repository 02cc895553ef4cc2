import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const UNIT = join(import.meta.dirname, '../../host/units/redis/catnap-collector.service');

/** How a collector's process is started. */
export interface Program {
  /** Node's arguments up to the entry. */
  readonly args: readonly string[];
  /** Environment variables beside those of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Starts an entry as a host's unit does, with the same flags and variables: they decide how much memory it takes.
 *
 * @throws Error when the unit does not start Node
 */
export function asOnHost(entry: string): Program {
  const unit = readFileSync(UNIT, 'utf8');
  const flags = /^ExecStart=\S*node\S* (?<flags>(?:--\S+ )*)/m.exec(unit)?.groups?.['flags'];
  if (flags === undefined) throw new Error(`${UNIT} has no ExecStart with Node`);
  const variables = [...unit.matchAll(/^Environment=(\w+)=(\S+)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return {
    args: [...flags.split(' ').filter((flag) => flag !== ''), entry],
    environment: Object.fromEntries(variables),
  };
}
