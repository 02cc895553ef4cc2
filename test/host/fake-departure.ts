import type { Departure, Outlook } from '../../host/departure.ts';
import type { Ending } from '../../host/service.ts';

/** How an instance goes, as far as a test lets it. What it keeps outlives the agent, as a file does. */
export class FakeDeparture implements Departure {
  /** What EC2 says. */
  ec2: Outlook = {};
  /** Why EC2 cannot be asked. */
  trouble: string | undefined;
  /** How often the volume will be in use, and the group refuse, before it works. */
  busy = 0;
  refusals = 0;
  /** What is kept: why the host goes, and how its service ended. */
  begun: string | undefined;
  ending: Ending | undefined;
  readonly #orders: string[];

  /** @param orders fills with what was done */
  constructor(orders: string[]) {
    this.#orders = orders;
  }

  outlook(): Promise<Outlook> {
    if (this.begun !== undefined) return Promise.resolve({ leave: this.begun });
    return this.trouble === undefined ? Promise.resolve(this.ec2) : Promise.reject(new Error(this.trouble));
  }

  begin(why: string): Promise<void> {
    this.begun ??= why;
    return Promise.resolve();
  }

  ended(ending: Ending): Promise<void> {
    this.ending ??= ending;
    return Promise.resolve();
  }

  release(): Promise<void> {
    if (this.busy-- > 0) return Promise.reject(new Error('target is busy'));
    this.#orders.push('release');
    return Promise.resolve();
  }

  terminate(): Promise<void> {
    if (this.refusals-- > 0) return Promise.reject(new Error('Rate exceeded'));
    this.#orders.push('terminate');
    return Promise.resolve();
  }
}
