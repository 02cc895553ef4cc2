import type { StartOutcome } from './service.ts';
import type { Unit } from './unit.ts';

/** What became of a job; `dependency`: what the unit requires did not start. */
export type JobOutcome = StartOutcome | 'dependency';

/** A start or stop of one unit that is going on or waits for its turn. */
export interface Job {
  readonly kind: 'start' | 'stop';
  readonly unit: Unit;
  readonly done: Promise<JobOutcome>;
  /** A start that still waits for its turn ends as `canceled`. */
  cancel(): void;
}

/** The latest job of each unit, as long as it is not done. */
export class JobQueue {
  readonly #jobs = new Map<string, Job>();

  of(unit: Unit): Job | undefined {
    return this.#jobs.get(unit.name);
  }

  /** The jobs for which `matches` holds. */
  where(matches: (job: Job) => boolean): Job[] {
    return [...this.#jobs.values()].filter(matches);
  }

  /**
   * Adds a job.
   *
   * @param waitsFor jobs that come first
   * @param work what it does in its turn
   */
  add(kind: Job['kind'], unit: Unit, waitsFor: readonly Job[], work: () => Promise<JobOutcome>): Job {
    const turn = new AbortController();
    const canceled = new Promise((resolve) => turn.signal.addEventListener('abort', resolve, { once: true }));
    const run = async (): Promise<JobOutcome> => {
      await Promise.race([Promise.all(waitsFor.map((job) => job.done)), canceled]);
      return turn.signal.aborted ? 'canceled' : work();
    };
    const done = run().finally(() => {
      if (this.#jobs.get(unit.name) === job) this.#jobs.delete(unit.name);
    });
    const job: Job = { kind, unit, done, cancel: () => turn.abort() };
    this.#jobs.set(unit.name, job);
    return job;
  }
}
