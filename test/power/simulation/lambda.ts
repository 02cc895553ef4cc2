/** The two functions as AWS runs them: called by schedule, by EC2's events and by people, and ended half-way. */
import type { ApiAnswer, ApiRequest } from '../../../power/api/api.ts';
import { type Programs, powerSeenBy } from './functions.ts';
import { Invocation, type InvocationProps } from './invocation.ts';
import { requestOf, sayAsk } from './requests.ts';
import type { Simulation } from './simulation.ts';
import type { Ask } from './story.ts';

/** Milliseconds after which AWS ends a function (`lib/constructs/power-switch.ts`). */
const LIMITS = { reap: 50_000, wake: 25_000 };

export class Lambda {
  /** The reaper is not called before then. */
  noTicksUntil = 0;
  /** Milliseconds that legs of calls take, one after the other, until then. */
  pace: { readonly legs: readonly number[]; readonly until: number } = { legs: [], until: 0 };
  /** The next reaper dies behind that many calls. */
  killAfter: number | undefined;
  readonly #simulation: Simulation;
  readonly #programs: Programs;
  #invocations = 0;
  #legs = 0;

  constructor(simulation: Simulation, programs: Programs) {
    this.#simulation = simulation;
    this.#programs = programs;
  }

  invoke(props: Omit<InvocationProps, 'ahead'> & { readonly ahead?: number }): Invocation {
    const { timeline, faults, coverage, story } = this.#simulation;
    const { functionsAhead } = story.setting;
    const ahead = functionsAhead[this.#invocations++ % functionsAhead.length] ?? 0;
    const around = {
      timeline,
      faults,
      pace: () => this.#leg(),
      died: ({ who }: Invocation, why: string) => {
        coverage.count(`death: ${who}`);
        this.#simulation.trouble(`${who} is ended half-way, ${why}`);
      },
    };
    return new Invocation(around, { ahead, ...props });
  }

  /** Calls the reaper, as the tick and EC2's events do. */
  async reap(): Promise<void> {
    const { now, coverage, watch } = this.#simulation;
    if (now < this.noTicksUntil) return this.#simulation.trouble('the reaper is not called');
    coverage.count('ticks');
    const diesAfter = this.killAfter;
    this.killAfter = undefined;
    const by = this.invoke({ who: 'the reaper', where: 'function', limit: LIMITS.reap, diesAfter });
    const error = await failureOf(this.#programs.reap(powerSeenBy(by, this.#simulation)));
    watch.ask((rule) => rule.reaped?.(by, error));
    watch.ask((rule) => rule.moment?.());
  }

  /** Asks the wake function. */
  async ask(ask: Ask): Promise<void> {
    const simulation = this.#simulation;
    simulation.coverage.count(`asked: ${ask.do} by a ${ask.by}`);
    const began = simulation.now;
    const by = this.invoke({ who: 'the wake function', where: 'function', limit: LIMITS.wake, ask });
    simulation.say(() => `a ${ask.by} ${sayAsk(ask)}`);
    const answer = await this.#handle(requestOf(ask), by);
    // What needed no write took effect nevertheless, unless it met something that came to stand meanwhile.
    if (answer.status < 300 && simulation.ledger.changedAt < began) simulation.enter(by);
    simulation.coverage.count(`answer: ${answer.status}`);
    simulation.say(() => `… and is told: ${answer.status} ${answer.body.slice(0, 160)}`);
    simulation.watch.ask((rule) => rule.answered?.({ ask, by, began, answer }));
  }

  /** Sends any other request. */
  request(request: ApiRequest, who: string): Promise<ApiAnswer> {
    return this.#handle(request, this.invoke({ who, where: 'function', limit: LIMITS.wake }));
  }

  /** Whoever asks a function that dies or fails hears of it. */
  async #handle(request: ApiRequest, by: Invocation): Promise<ApiAnswer> {
    const died = by.death.then(() => ({ status: 504, headers: {}, body: 'no answer' }));
    try {
      return await Promise.race([this.#programs.handle(request, powerSeenBy(by, this.#simulation)), died]);
    } catch (error) {
      return { status: 500, headers: {}, body: `the function failed: ${String(error)}` };
    }
  }

  #leg(): number {
    const { legs, until } = this.pace;
    if (this.#simulation.now >= until) return 0;
    this.#simulation.troubleAt = this.#simulation.now;
    return legs[this.#legs++ % legs.length] ?? 0;
  }
}

/** What a promise fails with; undefined: it keeps. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}
