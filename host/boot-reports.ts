import type { ActivityDetail } from '../power/items.ts';
import type { Store } from '../power/store/store.ts';
import type { BootSteps } from './boot-record.ts';
import { explain } from './errors.ts';
import { report } from './report.ts';

/** Whose boot it is and where its reports go. */
export interface BootReportsProps {
  readonly openStore: () => Promise<Store>;
  readonly target: string;
  readonly instanceId: string;
  readonly bootId: string;
  /** As far as they have been reached when a report is written. */
  readonly steps: BootSteps;
  /** Seconds between two reports of the same phase. */
  readonly reportEvery: number;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
}

/**
 * What a boot says of itself. One that goes well says nothing: the watch does, a moment later. A report that cannot be
 * written is logged; the boot itself matters more.
 */
export class BootReports {
  readonly #props: BootReportsProps;
  #waitReportedAt: number | undefined;

  constructor(props: BootReportsProps) {
    this.#props = props;
  }

  /** It waits for something. To be called again and again; silence would be taken for trouble. */
  async waits(why: string): Promise<void> {
    const now = this.#props.clock().getTime();
    if (this.#waitReportedAt !== undefined && now - this.#waitReportedAt < this.#props.reportEvery * 1000)
      return;
    this.#waitReportedAt = now;
    await this.#write('booting', `waiting: ${why}`);
  }

  /** It has failed, and no service will start. */
  async failed(message: string): Promise<void> {
    await this.#write('failed', message);
  }

  async #write(phase: ActivityDetail['phase'], message: string): Promise<void> {
    const { openStore, target, instanceId, bootId, steps, clock, log } = this.#props;
    const at = clock().toISOString();
    try {
      await report({ store: await openStore(), target, instanceId }, () => ({
        at,
        bootId,
        // Nobody could use it, and unknown is not idle.
        lastUsedAt: at,
        ready: false,
        detail: { phase, message, boot: { ...steps } },
      }));
    } catch (error) {
      log(`"${message}" could not be reported: ${explain(error)}`);
    }
  }
}
