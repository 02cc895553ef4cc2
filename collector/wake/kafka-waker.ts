import { type Clock, systemClock } from '../delivery/clock.ts';
import type { Metrics } from '../status/metrics.ts';
import { askToWake, type WakeAnswer } from './ask-to-wake.ts';
import { type InvokeWake, wakeRequest } from './invoke-wake.ts';

export interface KafkaWakerProps {
  /** What is woken. */
  readonly target: string;
  readonly invoke: InvokeWake;
  readonly metrics: Pick<Metrics, 'woken'>;
  /** Takes a line for people at each answer. */
  readonly log: (line: string) => void;
  /** @default - the system's */
  readonly clock?: Pick<Clock, 'now' | 'elapsed'>;
}

/** What came of asking, for the status. */
export type WakeState =
  /** Nobody had to be woken yet. */
  | { readonly is: 'unasked' }
  /** The answer is awaited. */
  | ({ readonly is: 'asked' } & Asked)
  | (WakeAnswer & Asked);

interface Asked {
  /** When; ISO. */
  readonly at: string;
  /** What for. */
  readonly why: string;
}

/** What people read in the history of the target. Why the sink was not reached is no news of it: it sleeps. */
const REASON = 'events wait for it';

/**
 * Wakes Kafka when it is wanted: once, and not for each event. It asks as a service, and so not against the will of a
 * person who put Kafka to sleep; the events wait in the buffer then.
 */
export class KafkaWaker {
  readonly #props: KafkaWakerProps;
  #state: WakeState = { is: 'unasked' };
  /** By the clock's `elapsed`. */
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(props: KafkaWakerProps) {
    this.#props = props;
  }

  get state(): WakeState {
    return this.#state;
  }

  /**
   * Says that Kafka is wanted and was not reached. Called again and again while that is so.
   *
   * @param why for people who look at the collector
   */
  wanted(why: string): void {
    const { clock = systemClock } = this.#props;
    const now = clock.elapsed();
    if (!isTimeToAsk(this.#state.is, now - this.#askedAt)) return;
    this.#askedAt = now;
    const asked = { at: new Date(clock.now()).toISOString(), why };
    this.#state = { is: 'asked', ...asked };
    void this.#ask(asked);
  }

  async #ask(asked: Asked): Promise<void> {
    const { target, invoke, metrics, log } = this.#props;
    const answer = await askToWake(invoke, wakeRequest(target, REASON, 'service'));
    this.#state = { ...answer, ...asked };
    metrics.woken(answer.is);
    log(`${target} was asked to wake (${asked.why}): ${answer.is}, ${answer.text}`);
  }
}

/**
 * Milliseconds until it is asked again while it is still wanted. What was accepted is not for ever: the boot may fail; and
 * a person may lift a hold.
 */
const AGAIN: Readonly<Record<WakeState['is'], number>> = {
  unasked: 0,
  asked: Number.POSITIVE_INFINITY,
  accepted: 60_000,
  'held-off': 60_000,
  failed: 10_000,
};

/**
 * Whether to ask the wake function now.
 *
 * @param since milliseconds since it was asked
 */
export function isTimeToAsk(state: WakeState['is'], since: number): boolean {
  return since >= AGAIN[state];
}
