import { setTimeout } from 'node:timers/promises';
import { explain } from '../errors.ts';

/** Milliseconds between two looks at the process: one system call each. */
const LOOK_EVERY = 50;

/** Milliseconds until a process that was not there is looked for again. */
const SEARCH_EVERY = 1_000;

/** What is watched, and who is told. */
export interface VigilProps {
  /** Id of the process; undefined while there is none. @throws Error if that cannot be told */
  readonly findProcess: () => Promise<number | undefined>;
  /** Called within a moment of its end, whatever ended it. */
  readonly onEnd: () => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * Sees within a moment that a process has ended, which nobody else tells: systemd starts it again, a probe finds out seconds
 * later, and the other brokers wait for as long as it might merely be slow.
 */
export class Vigil {
  readonly #props: VigilProps;
  #kept = new AbortController();

  constructor(props: VigilProps) {
    this.#props = props;
  }

  /** From now on, until `end`. */
  begin(): void {
    this.end();
    this.#kept = new AbortController();
    void this.#keep(this.#kept.signal);
  }

  /** Because the process is about to be ended on purpose. */
  end(): void {
    this.#kept.abort();
  }

  async #keep(signal: AbortSignal): Promise<void> {
    const { findProcess, onEnd } = this.#props;
    let ended: number | undefined;
    while (!signal.aborted) {
      const process = await this.#logged(findProcess());
      // systemd may not have heard of its end yet.
      if (process === undefined || process === ended) await pause(SEARCH_EVERY, signal);
      else {
        while (!signal.aborted && isAlive(process)) await pause(LOOK_EVERY, signal);
        if (!signal.aborted) await this.#logged(onEnd());
        ended = process;
      }
    }
  }

  async #logged<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.#props.log(`Kafka's process: ${explain(error)}`);
      return undefined;
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Rejects only because the signal was aborted, which is looked at next.
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
