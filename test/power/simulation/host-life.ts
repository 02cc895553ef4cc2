/** The host on one instance, and the truth about its use, whatever it says of it. */
import type { ActivityReport } from '../../../power/items.ts';
import type { Instance } from '../../../power/target/target.ts';
import { FakeHost } from '../fake-host.ts';
import type { HostTalk } from '../host-talk.ts';
import type { Timeline } from './timeline.ts';

/** What the table knows of the host since it was started. */
export interface Told {
  /** When the first and the newest report reached the table. */
  readonly first: number;
  readonly newest: number;
  /** When it was last used until the newest one was sent. */
  readonly lastUse: number;
  /** When it was last used by what the host says, which may be later than it was. */
  readonly saidUse: number;
  /** How many records groups had left to read then. */
  readonly lag: number;
}

export class HostLife {
  readonly id: string;
  readonly host: FakeHost;
  /** Since it was started; undefined: nothing. */
  told: Told | undefined;
  /** How many use it at once. */
  uses = 0;
  readonly #timeline: Timeline;
  readonly #saysAhead: number;
  #lastUse = 0;
  /** When it was last used until it sent what it says; on the way that grows old. */
  #sentUse = 0;
  #living = false;
  #plan = 0;

  constructor(
    id: string,
    props: {
      readonly timeline: Timeline;
      readonly instance: () => Instance | undefined;
      readonly talk: HostTalk;
      /** Milliseconds by which its clock is ahead. */
      readonly ahead: number;
      /** Whether its reports carry the times of its clock, and not those of the function that takes them. */
      readonly ownTimes: boolean;
    },
  ) {
    this.id = id;
    this.#timeline = props.timeline;
    this.#saysAhead = props.ownTimes ? props.ahead : 0;
    const talk: HostTalk = {
      report: (report) => {
        this.#sentUse = this.lastUse();
        return props.talk.report(report);
      },
      look: () => props.talk.look(),
    };
    this.host = new FakeHost(id, props.instance, talk, () => new Date(props.timeline.now));
    this.host.ahead = props.ahead / 1000;
  }

  /** When somebody really used it last; or may have, since it came up, or was down so that nobody knows. */
  lastUse(): number {
    this.#lastUse = Math.max(this.#lastUse, this.host.readyAt ?? 0);
    if ((this.host.used && this.host.serving) || this.host.isDown) this.#lastUse = this.#timeline.now;
    return this.#lastUse;
  }

  endUse(): void {
    this.lastUse();
    this.host.touch();
    this.host.used = false;
  }

  /** A report of this host reached the table. */
  heard({ lag = {}, lastUsedAt }: ActivityReport): void {
    const now = this.#timeline.now;
    const behind = Object.values(lag).reduce((sum, records) => sum + records, 0);
    this.told = {
      first: this.told?.first ?? now,
      newest: now,
      lastUse: this.#sentUse,
      saidUse: Date.parse(lastUsedAt) - this.#saysAhead,
      lag: behind,
    };
  }

  /** The instance was started anew: what was told of it is old. */
  restarted(): void {
    this.told = undefined;
    this.host.readyAt = undefined;
  }

  /** Does what is due now, and goes on whenever something is. */
  async live(): Promise<void> {
    const plan = ++this.#plan;
    if (this.#living) return;
    this.#living = true;
    this.lastUse();
    const wait = await this.host.live();
    this.#living = false;
    this.lastUse();
    // Somebody called in between, and was sent away: look again at once.
    if (plan !== this.#plan) return this.live();
    if (wait === undefined) return;
    const next = this.#timeline.now + Math.max(1, wait);
    this.#timeline.plan(next, () => (plan === this.#plan ? this.live() : undefined));
  }
}
