import type { StopIntent } from '../power/items.ts';

/**
 * Tells announced stops that concern this boot from one that is over: if somebody starts a stopped instance by other
 * means, the stop that put it to sleep may still be in the table.
 *
 * Only what is found there first can be over, and only for that are the host's clock and the one of whoever announced it
 * compared. What appears later was announced to this boot, however much the clocks disagree.
 */
export class StandingStop {
  readonly #addressee: string;
  readonly #bootedAt: string;
  #isFirst = true;
  /** The instant by which the stop that is over goes; announced again it would have another. */
  #over: string | undefined;

  /**
   * @param addressee to whom stops are announced that concern this host: its instance, or its whole cluster
   * @param bootedAt when this boot's agent started, by the host's clock
   */
  constructor(addressee: string, bootedAt: string) {
    this.#addressee = addressee;
    this.#bootedAt = bootedAt;
  }

  /** @returns what was read, unless it is over or was announced to another instance, which this one has replaced */
  of(read: StopIntent | undefined): StopIntent | undefined {
    if (read !== undefined && read.instance !== this.#addressee) return undefined;
    if (this.#isFirst && read !== undefined && !isAfter(read, this.#bootedAt)) this.#over = read.stop;
    this.#isFirst = false;
    return read?.stop === this.#over ? undefined : read;
  }
}

function isAfter({ at, committed }: StopIntent, bootedAt: string): boolean {
  return Date.parse(committed ?? at) > Date.parse(bootedAt);
}
