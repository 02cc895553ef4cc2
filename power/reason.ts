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
  | 'window'
  | 'stopped-by-other-means'
  | 'minimum-awake'
  | 'max-awake'
  | 'used'
  | 'lagging'
  | 'idle'
  | 'unknown-use'
  | 'unwanted';

/** Why a target is in its state, when that says more than why it is wanted. */
export type StateCode =
  | 'ready'
  | 'still-stopping'
  | 'no-instance'
  | 'wrong-instance'
  | RefusalCode
  | 'boot-deadline'
  | 'boot-failed'
  | 'silent-host'
  | 'newer-version';

/** Why AWS did not start an instance. */
export type RefusalCode = 'no-capacity' | 'quota' | 'start-failed';

/** The closed list of reasons. */
export type ReasonCode = WantedCode | StateCode;
