/**
 * closed: the partition is used · open: it is not · half-open: one record probes it, the others still go elsewhere.
 */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** Why a breaker changed. */
export type TransitionReason =
  /** As many failures in a row as it takes. */
  | 'failures'
  /** A connection was refused, reset or closed under a request. */
  | 'connection-lost'
  /** A replica in sync is on a broker that is down: `acks=all` would wait for it. */
  | 'broker-down'
  /** Metadata says that it has no leader. */
  | 'no-leader'
  /** It was open for as long as it should be, or what was down came back: the next record probes it. */
  | 'probe'
  /** The probe was not acknowledged. */
  | 'probe-failed'
  /** The probe said nothing of the partition: that record was refused, for instance. There will be another. */
  | 'probe-inconclusive'
  /** A record was acknowledged. */
  | 'acknowledged'
  /** It has another leader, or the same for another term. */
  | 'leader-epoch'
  /** No replica in sync is on a broker that is down any more, and there is a leader. */
  | 'replicas-well';

export interface Transition {
  readonly topic: string;
  readonly partition: number;
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly reason: TransitionReason;
  /** What it was in particular: `NOT_ENOUGH_REPLICAS`, `broker 3: ECONNREFUSED`. */
  readonly detail?: string;
  /** Milliseconds until a record probes it, if it is open. */
  readonly openMs?: number;
}

/** What a balancer tells. */
export type BalancerEvent =
  | ({ readonly is: 'transition' } & Transition)
  | { readonly is: 'broker-down'; readonly broker: number; readonly cause: string }
  | { readonly is: 'broker-up'; readonly broker: number };

/** Told after it happened. An error that it throws becomes an uncaught exception; nothing else suffers. */
export type BalancerListener = (event: BalancerEvent) => void;
