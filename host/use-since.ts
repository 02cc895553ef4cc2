import type { StopIntent } from '../power/items.ts';
import type { UseRecord } from './use-record.ts';

/**
 * Whether the service was used after it was decided that nobody uses it. Such a stop is not obeyed: the report that tells of the
 * use makes the reaper withdraw it, and meanwhile nobody is cut off.
 *
 * Instants of the host's clock are compared with one another only, since clocks may disagree.
 */
export class UseSince {
  #announced: string | undefined;
  #lastUsedAt = '';

  /** @param lastUsedAt as the host had reported it before it saw that stop: what the reaper knew when it decided */
  announced(intent: StopIntent | undefined, lastUsedAt: string): void {
    if (intent?.at === this.#announced) return;
    this.#announced = intent?.at;
    this.#lastUsedAt = lastUsedAt;
  }

  /** @param use as it is now; without a snapshot it is unknown, and what is unknown revokes nothing that is announced */
  revokes({ reason }: StopIntent, { snapshot, lastUsedAt }: UseRecord<unknown>): boolean {
    return reason.code === 'idle' && snapshot !== undefined && lastUsedAt !== this.#lastUsedAt;
  }
}
