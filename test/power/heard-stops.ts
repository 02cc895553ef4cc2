import { StandingStop } from '../../host/standing-stop.ts';
import { UseSince } from '../../host/use-since.ts';
import type { StopIntent } from '../../power/items.ts';

/** Positions are not simulated: somebody uses Kafka or nobody does. */
const KNOWN = {};

/** What a host makes of the stops that are announced to it, by the agent's own judgement. One per boot. */
export class HeardStops {
  readonly #standing: StandingStop;
  readonly #useSince = new UseSince();
  /** The last use as it was last reported. */
  #reported = '';

  constructor(id: string, agentAt: string) {
    this.#standing = new StandingStop(id, agentAt);
  }

  /** @returns what takes the answer to a report of that last use */
  reporting(lastUsedAt: string): (read: StopIntent | undefined) => StopIntent | undefined {
    const former = this.#reported;
    this.#reported = lastUsedAt;
    return (read) => this.#hear(read, former);
  }

  /** @returns what is announced, if it concerns this host */
  hear(read: StopIntent | undefined): StopIntent | undefined {
    return this.#hear(read, this.#reported);
  }

  /** Whether somebody came back to a Kafka that answers, after it was decided that nobody uses it. */
  isRevoked(intent: StopIntent, lastUsedAt: string): boolean {
    return this.#useSince.revokes(intent, { lastUsedAt, use: '', snapshot: KNOWN });
  }

  #hear(read: StopIntent | undefined, reported: string): StopIntent | undefined {
    const intent = this.#standing.of(read);
    this.#useSince.announced(intent, reported);
    return intent;
  }
}
