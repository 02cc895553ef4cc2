/** When a target may sleep and how long it may take to wake: the JSON in its SSM parameter. */
import type { Window } from './calendar/window.ts';

/** Lengths of time are whole seconds. */
export interface Policy {
  /** What sleeps: one EC2 instance that is stopped and started. */
  readonly kind: 'instance';
  /**
   * Whether something on the host tells of its use: our agent or a program of the owner's (`POST /report`). `none`: it is
   * awake by windows, leases and holds alone, and counts as online as soon as it runs.
   * @default - 'agent'
   */
  readonly reports: 'agent' | 'none';
  /**
   * Sleeps after this long without use.
   * @default - 300
   */
  readonly idleAfter: number;
  /**
   * Stays awake at least this long once it is up, used or not, so that it cannot flap.
   * @default - 300
   */
  readonly minAwake: number;
  /**
   * A boot that takes longer is reported as `blocked`; the host stays awake so that one can look.
   * @default - 300
   */
  readonly bootDeadline: number;
  /**
   * The host reports this often, and therefore sees an announced stop within this time.
   * @default - 20
   */
  readonly reportEvery: number;
  /**
   * Awake for longer than that, people are told, and again each hour.
   * @default - 604800, which is 7 days
   */
  readonly maxAwake: number;
  /**
   * What else happens then: `tell` nothing; `stop` puts it to sleep although it is used, its use is unknown or a group
   * lags. Holds, leases and windows keep it awake all the same: somebody asked for them.
   * @default - 'tell'
   */
  readonly maxAwakeAction: 'tell' | 'stop';
  /**
   * Awake by the calendar, used or not.
   * @default - none
   */
  readonly windows: readonly Window[];
  /**
   * Consumer groups: it does not sleep while one of them has records left to read.
   * @default - none
   */
  readonly waitForLag: readonly string[];
  /**
   * Instance types to start with, in this order, when AWS has none of the host's own to give.
   * @default - none; the host's own size is tried again and again
   */
  readonly fallbackSizes: readonly string[];
  /**
   * The host's own instance type, which it gets back at the stop after it ran with another one.
   * @default - it keeps the type that it was last started with
   */
  readonly size?: string;
}

/** What a deploy may leave out of a policy. */
export type PolicyProps = Partial<Policy>;

export const DEFAULT_POLICY: Policy = {
  kind: 'instance',
  reports: 'agent',
  idleAfter: 300,
  minAwake: 300,
  bootDeadline: 300,
  reportEvery: 20,
  maxAwake: 604_800,
  maxAwakeAction: 'tell',
  windows: [],
  waitForLag: [],
  fallbackSizes: [],
};
