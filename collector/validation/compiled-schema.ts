import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isDateTime } from './date-time.ts';
import { shown } from './shown.ts';

/** What a schema finds wrong with a value. */
export interface Fault {
  /** Where, as a JSON pointer into the value. */
  readonly path: string;
  readonly message: string;
  /** The keyword of JSON Schema that was not satisfied. */
  readonly keyword: string;
}

/** The drafts that schemas may be written in. */
export type Draft = keyof typeof DRAFTS;

const DRAFTS = { 'draft-07': Ajv, '2020-12': Ajv2020 } as const;

/** A JSON Schema, ready to be asked. */
export class CompiledSchema {
  readonly #quick: ValidateFunction;
  #thorough: ValidateFunction | undefined;
  readonly #schema: AnySchema;
  readonly #draft: Draft;

  /** @throws Error of Ajv's, saying what is wrong with the schema; what it does not know is wrong too */
  constructor(schema: AnySchema, draft: Draft = '2020-12') {
    this.#schema = schema;
    this.#draft = draft;
    this.#quick = dialect(draft, { allErrors: false }).compile(schema);
  }

  /** Whether the value is as the schema wants it. Leaves the value as it is. */
  accepts(value: unknown): boolean {
    // Ajv answers with a promise only for schemas that say `$async`, which strict mode refuses with drafts of the standard.
    return this.#quick(value) === true;
  }

  /**
   * What is wrong with a value that is not accepted.
   *
   * @param every all of it, which for a large value may be very much; else only what is found first
   */
  faults(value: unknown, every: boolean): Fault[] {
    const validate = every ? this.#everything() : this.#quick;
    validate(value);
    return (validate.errors ?? []).map(fault);
  }

  /** Compiled when it is first asked for: most schemas never refuse anything. */
  #everything(): ValidateFunction {
    this.#thorough ??= dialect(this.#draft, { allErrors: true }).compile(this.#schema);
    return this.#thorough;
  }
}

/**
 * A keyword or format that Ajv does not know is most likely misspelt, and refused. What is merely unusual is not:
 * `strictTypes`, `strictTuples` and `strictRequired` would refuse much that the standard allows.
 */
const OPTIONS = {
  strictSchema: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allowMatchingProperties: true,
  // Schemas stand for themselves, and their `$id`s may be the same.
  addUsedSchema: false,
  // Errors tell the value that was refused.
  verbose: true,
} as const;

const dialects = new Map<string, Ajv>();

/** Made when a schema first needs it: each takes more than a megabyte, and most folders are of one draft. */
function dialect(draft: Draft, { allErrors }: { readonly allErrors: boolean }): Ajv {
  const name = `${draft} ${allErrors}`;
  const known = dialects.get(name);
  if (known !== undefined) return known;
  const ajv = new DRAFTS[draft]({ ...OPTIONS, allErrors });
  // Without its keywords, which no draft knows.
  addFormats.default(ajv, { keywords: false });
  ajv.addFormat('date-time', { type: 'string', validate: isDateTime });
  dialects.set(name, ajv);
  return ajv;
}

function fault({ instancePath, keyword, params, message = keyword, data }: ErrorObject): Fault {
  const member = params.additionalProperty ?? params.unevaluatedProperty ?? params.missingProperty;
  if (typeof member === 'string') return { path: `${instancePath}/${escaped(member)}`, keyword, message };
  return { path: instancePath, keyword, message: `${explained(message, params)}, not ${shown(data)}` };
}

/** Ajv's sentence, with what it leaves to its parameters. */
function explained(message: string, { allowedValues, allowedValue }: ErrorObject['params']): string {
  if (Array.isArray(allowedValues)) return `must be one of ${JSON.stringify(allowedValues).slice(1, -1)}`;
  if (allowedValue !== undefined) return `must be ${JSON.stringify(allowedValue)}`;
  return message;
}

/** A member's name as a step of a JSON pointer (RFC 6901). */
function escaped(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}
