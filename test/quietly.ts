import type { Progress } from '../rehearsal/laptop/progress.ts';

/** Says nothing of what it takes to prepare. */
export const quietly: Progress = { step: (_what, work) => work() };
