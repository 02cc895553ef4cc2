/** A broker without an instance. */
export interface Missing {
  readonly since: string;
  /** Since when its group tries the market that it tries. */
  readonly triedSince: string;
}

/** What AWS does not remember of where a cluster's instances are bought. Item `market`. */
export interface MarketNotes {
  /** Node id of a broker that has no instance although it should → since when. */
  readonly missing: Readonly<Record<string, Missing>>;
  /** Month of the tally, UTC: `2026-11`. */
  readonly month: string;
  /** Id of a running on-demand instance in place of a spot one → from when it counts, this month. */
  readonly onDemand: Readonly<Record<string, string>>;
  /** Seconds that those came to which are gone, this month. */
  readonly spent: number;
}
