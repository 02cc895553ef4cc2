/** Headers of an answer, as a flat list of names and values: what Node writes without another copy. */
export type HeaderList = readonly string[];

const NONE: HeaderList = [];
/** An hour; browsers forget sooner or later by themselves. */
const PREFLIGHT: HeaderList = [
  ...['access-control-allow-methods', 'POST'],
  ...['access-control-allow-headers', '*'],
  ...['access-control-max-age', '3600'],
];

/** Which web pages' scripts may send. Browsers ask; nobody else is kept out by it. */
export class Cors {
  readonly #anybody: boolean;
  readonly #byOrigin: ReadonlyMap<string, HeaderList>;

  /** @param origins such as `https://shop.example`; `*` means all */
  constructor(origins: readonly string[]) {
    this.#anybody = origins.includes('*');
    this.#byOrigin = new Map(
      origins.map((origin) => [origin, ['access-control-allow-origin', origin, 'vary', 'origin']]),
    );
  }

  /** What an answer to this origin says. */
  headers(origin: string | undefined): HeaderList {
    if (this.#anybody) return ANYBODY;
    // Caches must not hand what one origin was told to another.
    return (origin !== undefined && this.#byOrigin.get(origin)) || (this.#byOrigin.size > 0 ? VARY : NONE);
  }

  /** What an answer to OPTIONS says, by which a browser asks before it sends. */
  preflight(origin: string | undefined): HeaderList {
    return [...this.headers(origin), ...PREFLIGHT];
  }
}

const ANYBODY: HeaderList = ['access-control-allow-origin', '*'];
const VARY: HeaderList = ['vary', 'origin'];
