import { CompiledSchema, type Fault } from '../validation/compiled-schema.ts';
import type { ProblemCode } from './problem.ts';
import type { Problems } from './problems.ts';

/** Holds what is around an event's data against its schema. */
export class Envelope<Shape> {
  readonly #schema: CompiledSchema;

  /** @param schema that says what `Shape` says */
  constructor(schema: object) {
    this.#schema = new CompiledSchema(schema);
  }

  /**
   * Whether the value is as it must be. Otherwise all that is wrong is added to the problems.
   *
   * @param bytes how long it is
   */
  check(value: unknown, bytes: number, problems: Problems): value is Shape {
    if (this.#schema.accepts(value)) return true;
    for (const fault of this.#schema.faults(value, bytes <= EVERY_FAULT_BYTES)) {
      problems.add(codeOf(fault), fault.path, MESSAGES[fault.keyword] ?? fault.message);
    }
    return false;
  }
}

/**
 * Up to this size every fault of an event is told, of a larger one the first: each element of a long array may be one,
 * and to list them takes many times the memory of the array.
 */
export const EVERY_FAULT_BYTES = 65_536;

const CODES: Readonly<Record<string, ProblemCode>> = {
  required: 'missing',
  type: 'wrong-type',
  additionalProperties: 'unknown-member',
};

/** Where Ajv's own sentence says too little. */
const MESSAGES: Readonly<Record<string, string>> = {
  additionalProperties: 'is no member of an event; what you want to say belongs into data',
  not: 'data and data_base64 exclude one another',
  propertyNames: 'names of attributes are lower-case letters and digits',
};

const KEYS = ['/key', '/partitionkey'];

function codeOf({ keyword, path }: Fault): ProblemCode {
  if (keyword === 'type' && path === '') return 'not-an-object';
  if (keyword === 'maxLength' && KEYS.includes(path)) return 'key-too-long';
  return CODES[keyword] ?? 'bad-value';
}
