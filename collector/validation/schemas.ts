import type { CompiledSchema } from './compiled-schema.ts';

/** A file that is no schema to go by. Its events are events of an unknown type. */
export interface BrokenSchema {
  /** Relative to the folder of schemas. */
  readonly file: string;
  readonly reason: string;
}

/** The schemas of a folder. */
export class Schemas {
  readonly #byType: ReadonlyMap<string, ReadonlyMap<string, CompiledSchema>>;
  /** Whether there is anything to hold events against: without, no type is unknown. */
  readonly configured: boolean;
  readonly broken: readonly BrokenSchema[];

  constructor(
    byType: ReadonlyMap<string, ReadonlyMap<string, CompiledSchema>>,
    broken: readonly BrokenSchema[],
    configured = true,
  ) {
    this.#byType = byType;
    this.broken = broken;
    this.configured = configured;
  }

  /** For a collector that validates nothing. */
  static readonly none = new Schemas(new Map(), [], false);

  /** The schema for the data of such events, unless there is none. */
  find(type: string, version: string): CompiledSchema | undefined {
    return this.#byType.get(type)?.get(version);
  }

  /** What can be validated, for status: `order-placed/1`. */
  get names(): string[] {
    return [...this.#byType].flatMap(([type, versions]) =>
      [...versions.keys()].map((version) => `${type}/${version}`),
    );
  }
}
