import type { BootRecord, BootSteps } from './boot-record.ts';
import type { Departure } from './departure.ts';
import type { DiskUse } from './disk-use.ts';
import type { Reporter } from './report.ts';
import type { Service } from './service.ts';

/** What the watch talks to. */
export interface WatchProps<Snapshot> {
  readonly record: BootRecord;
  readonly reporter: Reporter;
  readonly service: Service<Snapshot>;
  /** @default - the host never goes for good */
  readonly departure?: Departure;
  readonly disk: () => Promise<DiskUse>;
  /** Keeps when the service was first ready, for a watch that starts anew. */
  readonly keepSteps: (steps: BootSteps) => Promise<void>;
  readonly clock: () => Date;
  /** Resolves after that many milliseconds, or at once when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
}
