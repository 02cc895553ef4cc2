import type { Java } from '../../rehearsal/laptop/laptop.ts';
import type { Program } from '../processes/program.ts';

/** What benchmarks of the collector run. */
export interface Tools {
  readonly java: Java;
  /** The redis-server. */
  readonly redisServer: string;
  readonly collector: Program;
  /** For files of the benchmark; whoever made it removes it. */
  readonly folder: string;
}
