/** Why something is as it is, for programs (code) and for a person at 3 a.m. (text). */
export interface Reason {
  readonly code: ReasonCode;
  /** A sentence with figures. */
  readonly text: string;
}

/** Why a target should be awake or may sleep. */
export type WantedCode =
  | 'held-off'
  | 'held-on'
  | 'leased'
  | 'minimum-awake'
  | 'used'
  | 'idle'
  | 'unknown-use'
  | 'unwanted';

/** Why a target is in its state, when that says more than why it is wanted. */
export type StateCode =
  | 'ready'
  | 'stopped-by-other-means'
  | 'still-stopping'
  | 'no-instance'
  | 'no-capacity'
  | 'boot-deadline'
  | 'boot-failed'
  | 'silent-host';

/** The closed list of reasons. */
export type ReasonCode = WantedCode | StateCode;
