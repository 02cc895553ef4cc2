import type { ApiAnswer } from '../../../power/api/api.ts';
import type { Notice } from '../../../power/notice.ts';
import type { Ec2Call } from './cloud.ts';
import type { Invocation } from './invocation.ts';
import type { Simulation } from './simulation.ts';
import type { Ask } from './story.ts';
import type { Commit } from './table.ts';

/** A request and its answer. */
export interface Answered {
  readonly ask: Ask;
  readonly by: Invocation;
  readonly began: number;
  readonly answer: ApiAnswer;
}

/** A promise, and who watches over it. Each hook says how it is broken, or undefined while it is kept. */
export interface Rule {
  /** The promise in words. */
  readonly name: string;
  /** Changes came to stand in the table. */
  committed?(commit: Commit): string | undefined;
  /** A request is about to take effect in the table. */
  taken?(ask: Ask): string | undefined;
  /** EC2 is about to do what a function called for. */
  called?(call: Ec2Call): string | undefined;
  /** A request was answered. */
  answered?(answered: Answered): string | undefined;
  /** Subscribers were told. */
  told?(notice: Notice): string | undefined;
  /** The reaper ended, with an error or without. */
  reaped?(by: Invocation, error: unknown): string | undefined;
  /** Behind each tick: for what must not last. */
  moment?(): string | undefined;
  /** When all is quiet at last. */
  end?(): string | undefined;
}

/** Makes the rule for one simulation. */
export type RuleOf = (simulation: Simulation) => Rule;
