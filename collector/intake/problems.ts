import { IntakeError } from './intake-error.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** Takes note of the faults of one request's events. */
export class Problems {
  readonly list: Problem[] = [];
  #event = 0;

  /** Faults from here on are those of this event. */
  at(event: number): void {
    this.#event = event;
  }

  add(code: ProblemCode, path: string, message: string): void {
    this.list.push({ event: this.#event, path, message, code });
  }

  get none(): boolean {
    return this.list.length === 0;
  }

  /** There are so many that nobody wants more. */
  get enough(): boolean {
    return this.list.length >= ENOUGH;
  }

  /** Why the request is refused. */
  error(): IntakeError {
    const [first] = this.list;
    const where = `Event ${first?.event ?? 0}${first?.path ? `, ${first.path}` : ''}`;
    const more = this.list.length > 1 ? ` (the first of ${this.list.length} problems)` : '';
    return new IntakeError(
      'invalid-events',
      `${where}: ${first?.message}${more}. Nothing of the request was taken.`,
      this.list,
    );
  }
}

/** Bounds the memory and the answer that a request full of faults can ask for. */
const ENOUGH = 1000;
