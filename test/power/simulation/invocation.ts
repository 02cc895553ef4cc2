/** One run of a function, or one call of a host: its clock, how long its calls take, what befalls them, when it ends. */
import { type Call, type Fault, type Faults, failureOf, type Where } from './faults.ts';
import type { Ask } from './story.ts';
import type { Timeline } from './timeline.ts';

/** Where invocations happen. */
export interface Surroundings {
  readonly timeline: Timeline;
  readonly faults: Faults;
  /** Milliseconds that the next leg of a call takes. */
  readonly pace: () => number;
  /** Hears that somebody was ended half-way. */
  readonly died: (invocation: Invocation, why: string) => void;
}

export interface InvocationProps {
  /** As a story tells of it: `the reaper`. */
  readonly who: string;
  readonly where: Where;
  /**
   * Milliseconds after which AWS ends it.
   * @default - never
   */
  readonly limit?: number;
  /** Milliseconds by which its clock is ahead. */
  readonly ahead: number;
  /**
   * It is ended behind that many calls, before it hears their answer.
   * @default - it lives to its end
   */
  readonly diesAfter?: number | undefined;
  /** What it was called for, if it was called by somebody. */
  readonly ask?: Ask;
}

/** What a dead function waits for. */
const FOREVER = new Promise<never>(() => {});

export class Invocation {
  readonly who: string;
  readonly ask: Ask | undefined;
  readonly began: number;
  /** EC2 answered it with something else than the truth. */
  misled = false;
  /** Calls of it that failed. */
  failures = 0;
  dead = false;
  /** Resolves when it is ended half-way. */
  readonly death: Promise<void>;
  #end: () => void = () => {};
  readonly #props: InvocationProps;
  readonly #around: Surroundings;
  #calls = 0;

  constructor(around: Surroundings, props: InvocationProps) {
    this.who = props.who;
    this.ask = props.ask;
    this.began = around.timeline.now;
    this.#around = around;
    this.#props = props;
    this.death = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  readonly clock = (): Date => new Date(this.#around.timeline.now + this.#props.ahead);

  /**
   * A call to AWS: it takes time to get there, may fail before it takes effect or after, and takes time to be answered.
   *
   * @param effect - what it does there, and what it answers
   * @param astray - another answer, for faults that are none of a failure
   */
  async call<T>(
    name: Call,
    effect: () => T | Promise<T>,
    astray: (how: Fault) => T | undefined = () => undefined,
  ): Promise<T> {
    await this.#leg();
    const fault = this.#around.faults.strike(name, this.#props.where);
    if (fault !== undefined) {
      const answer = astray(fault);
      if (answer !== undefined) {
        this.misled = true;
        return answer;
      }
      this.failures++;
      if (fault === 'lost-answer') await effect();
      throw failureOf(name, fault);
    }
    const answer = await effect();
    await this.#leg();
    if (++this.#calls === this.#props.diesAfter) return this.#die(`after ${name}`);
    return answer;
  }

  /** Waits without doing anything, as before another attempt. */
  async wait(milliseconds: number): Promise<void> {
    await this.#around.timeline.wait(milliseconds);
    await this.#goOn();
  }

  async #leg(): Promise<void> {
    if (this.dead) return FOREVER;
    const milliseconds = this.#props.where === 'function' ? this.#around.pace() : 0;
    if (milliseconds > 0) await this.wait(milliseconds);
  }

  #goOn(): Promise<void> | undefined {
    const { limit } = this.#props;
    if (this.dead) return FOREVER;
    if (limit === undefined || this.#around.timeline.now - this.began < limit) return undefined;
    return this.#die(`after ${limit / 1000} s`);
  }

  #die(why: string): Promise<never> {
    this.dead = true;
    this.#end();
    this.#around.died(this, why);
    return FOREVER;
  }
}
