import type { InstanceHours } from '../prices/cluster-bill.ts';
import { type Broker, fellBack } from './broker.ts';
import { DOWN_FOR_OUTAGE } from './settings.ts';

/** What a year was like. Hours of brokers are added up over all of them. */
export interface ClusterYear {
  /** Spot instances that AWS took away. */
  readonly interruptions: number;
  /** Brokers that left an on-demand instance in order to go back to spot. */
  readonly returns: number;
  /** Times in which two or more brokers were down, so that writes with `acks=all` were refused. */
  readonly outages: number;
  readonly outageHours: number;
  readonly longestOutageHours: number;
  /** Hours of brokers that were down, whatever the reason. */
  readonly downHours: number;
  /** Hours on demand of brokers that are meant to be spot. */
  readonly fallbackHours: number;
  /** Hours that AWS bills, boots included, those of `onDemandCount` brokers too. */
  readonly billed: InstanceHours;
}

/** Counts while a year passes. */
export class Tally {
  interruptions = 0;
  returns = 0;
  readonly #hours = { outage: 0, longestOutage: 0, down: 0, fallback: 0, spot: 0, onDemand: 0 };
  #outages = 0;
  /** Length of the outage that is under way; 0: none is. */
  #outage = 0;

  get fallbackHours(): number {
    return this.#hours.fallback;
  }

  /** For so many hours the brokers did what they are doing now. */
  pass(brokers: readonly Broker[], hours: number): void {
    const down = brokers.filter(({ phase }) => phase.name !== 'up').length;
    this.#hours.down += hours * down;
    this.#hours.fallback += hours * brokers.filter(fellBack).length;
    for (const { phase } of brokers) {
      if (phase.name !== 'waiting') this.#hours[phase.market === 'spot' ? 'spot' : 'onDemand'] += hours;
    }
    if (hours > 0) this.#passOutage(down >= DOWN_FOR_OUTAGE, hours);
  }

  #passOutage(isOutage: boolean, hours: number): void {
    if (!isOutage) {
      this.#outage = 0;
      return;
    }
    if (this.#outage === 0) this.#outages += 1;
    this.#outage += hours;
    this.#hours.outage += hours;
    this.#hours.longestOutage = Math.max(this.#hours.longestOutage, this.#outage);
  }

  total(): ClusterYear {
    return {
      interruptions: this.interruptions,
      returns: this.returns,
      outages: this.#outages,
      outageHours: this.#hours.outage,
      longestOutageHours: this.#hours.longestOutage,
      downHours: this.#hours.down,
      fallbackHours: this.#hours.fallback,
      billed: { spot: this.#hours.spot, onDemand: this.#hours.onDemand },
    };
  }
}
