/** What a producer has done so far. A record is counted once in each, however often it was sent. */
export interface Counts {
  /** Records taken. Each is acknowledged, failed, or still on its way. */
  readonly accepted: number;
  readonly acknowledged: number;
  readonly failed: number;
  /** Acknowledged by another partition than its own. */
  readonly diverted: number;
  /** Sent again, to another partition, while its first request was unanswered. Each may be stored twice. */
  readonly redirected: number;
  /** Requests, and how many of them failed. */
  readonly requests: number;
  readonly failedRequests: number;
  /** Records that found out whether a partition is well again. */
  readonly probes: number;
}
