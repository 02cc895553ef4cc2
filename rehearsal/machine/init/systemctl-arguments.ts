import { parseArgs } from 'node:util';
import { errorCode, errorMessage } from '../error-code.ts';

/** Verbs of systemctl that a machine knows. */
export const VERBS = [
  'start',
  'stop',
  'restart',
  'is-active',
  'show',
  'daemon-reload',
  'enable',
  'disable',
  'link',
] as const;

export interface SystemctlCall {
  readonly verb: (typeof VERBS)[number];
  /** Unit names with their `.service`, or the files to link. */
  readonly operands: readonly string[];
  /** Do not wait for what was asked for. */
  readonly noBlock: boolean;
  /** With `enable`: start too; with `disable`: stop too. */
  readonly now: boolean;
  readonly quiet: boolean;
  /** With `show`: the wanted properties, all when empty. */
  readonly properties: readonly string[];
  /** With `show`: values without their names. */
  readonly valueOnly: boolean;
}

/** Reads the arguments of a systemctl call, or says in a sentence what a machine does not know of it. */
export function parseSystemctl(argv: readonly string[]): SystemctlCall | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'no-block': { type: 'boolean', default: false },
        now: { type: 'boolean', default: false },
        quiet: { type: 'boolean', short: 'q', default: false },
        property: { type: 'string', short: 'p', multiple: true, default: [] },
        value: { type: 'boolean', default: false },
      },
    });
    const [given, ...operands] = positionals;
    const verb = VERBS.find((one) => one === given);
    if (!verb) return `Unknown command verb '${given ?? ''}': a machine knows ${VERBS.join(', ')}.`;
    if (verb !== 'daemon-reload' && operands.length === 0) return 'Too few arguments.';
    return {
      verb,
      operands: verb === 'link' ? operands : operands.map(unitName),
      noBlock: values['no-block'],
      now: values.now,
      quiet: values.quiet,
      properties: values.property.flatMap((list) => list.split(',')),
      valueOnly: values.value,
    };
  } catch (error) {
    if (errorCode(error).startsWith('ERR_PARSE_ARGS')) return errorMessage(error);
    throw error;
  }
}

/** A name without a type means a service. */
const unitName = (name: string): string => (/\.[a-z]+$/.test(name) ? name : `${name}.service`);
