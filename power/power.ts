import type { Notice } from './notice.ts';
import type { Store } from './store/store.ts';
import type { Targets } from './target/target.ts';
import type { Clock } from './time.ts';

/** What power management needs of the world around it; `open-power.ts` makes it of AWS, tests of fakes. */
export interface Power {
  readonly environment: string;
  readonly store: Store;
  /** The targets of the environment: name → policy as JSON. */
  readonly settings: () => Promise<ReadonlyMap<string, string>>;
  /** Called once per tick or request. */
  readonly targets: () => Targets;
  /** Tells subscribers. */
  readonly notify: (target: string, notice: Notice) => Promise<void>;
  readonly clock: Clock;
}
