/**
 * What the table of an environment holds about a target: one item per fact, each with one kind of writer.
 * Times are ISO-8601 UTC strings; `expiresAt` is in epoch seconds and serves DynamoDB's TTL alone, never a decision.
 */
import type { MarketNotes } from './market/market-notes.ts';
import type { Reason, RefusalCode } from './reason.ts';

/** Who asks: somebody with credentials, a program with credentials, or anybody through the public address. */
export type Caller = 'person' | 'service' | 'visitor';

/** How a target is, as callers see it. */
export type PowerState = 'asleep' | 'booting' | 'online' | 'stopping' | 'blocked';

/** What people asked for that overrides use: awake whatever happens, or asleep whatever happens. Item `wish`. */
export interface Wish {
  readonly hold?: 'on' | 'off';
  /**
   * From then on this is no wish any more.
   * @default - it holds until somebody lifts it
   */
  readonly holdUntil?: string;
  readonly by: Caller;
  readonly at: string;
}

/** Keep awake until then. Item `lease#<id>`; a wake is `lease#wake`. */
export interface Lease {
  readonly until: string;
  /** Why, in the words of whoever asked. */
  readonly reason: string;
  readonly by: Caller;
  readonly at: string;
  /** A day after `until`, so that leases under ever new ids do not pile up. */
  readonly expiresAt: number;
}

/** An announced stop: the host's agent stops its service at that instant. Item `intent`. */
export interface StopIntent {
  readonly stop: string;
  /** When it was announced: a run that began after that is not meant. */
  readonly at: string;
  /** Id of the instance that it was announced to; one that takes its place meanwhile is not meant. */
  readonly instance: string;
  readonly reason: Reason;
  /** When the reaper took the stop upon itself and called StopInstances: from then on nobody withdraws it. */
  readonly committed?: string;
}

/** What a host last said of itself; that host is the only writer. Item `activity#<instanceId>`. */
export interface ActivityReport {
  readonly at: string;
  /** Of the operating system, new at each boot. */
  readonly bootId: string;
  readonly lastUsedAt: string;
  /** A record went through Kafka and came back. */
  readonly ready: boolean;
  /** Kafka was stopped because a stop was announced, and how it ended. */
  readonly stopped?: 'clean' | 'unclean';
  /**
   * Records that consumer groups have left to read, of those groups that the policy waits for.
   * @default - none of them lags, or none is waited for
   */
  readonly lag?: Readonly<Record<string, number>>;
  /**
   * Partitions of which a replica is out of sync, as far as this broker knows.
   * @default - not a broker of a cluster, or not known
   */
  readonly underReplicated?: number;
  /** AWS recommends a rebalance: this instance is at risk of an interruption. */
  readonly atRisk?: string;
  readonly detail: ActivityDetail;
}

/** What people want to know of a host beyond what decisions rest on. */
export interface ActivityDetail {
  readonly phase: 'booting' | 'serving' | 'failed' | 'stopped';
  /** Why it failed and what to do. */
  readonly message?: string;
  /** When each step of this boot was reached. */
  readonly boot?: {
    readonly agentAt: string;
    readonly settingsAt?: string;
    readonly volumeAt?: string;
    readonly renderedAt?: string;
    /** Kafka's process was started. */
    readonly kafkaAt?: string;
    /** The first record went through Kafka and came back. */
    readonly readyAt?: string;
  };
  /** What the last use was: `records written to orders` and the like. */
  readonly use?: string;
  readonly disk?: { readonly usedBytes: number; readonly sizeBytes: number };
  /** Id of the installed programs. */
  readonly programs?: string;
}

/**
 * One change of state. Item `transition#<at>`, the very first one `transition#0`. They form a list: whoever appends one
 * writes `left` on the former, so that two writers cannot append to the same one.
 */
export interface Transition {
  readonly from: PowerState | 'unknown';
  readonly to: PowerState;
  readonly at: string;
  readonly reason: Reason;
  /** Milliseconds that the parts of a wake took (`timings.ts`). */
  readonly timings?: Readonly<Record<string, number>>;
  /**
   * When the stop of an instance that stops or has stopped was called for, and whether by somebody else (`foreign-stop.ts`).
   * Kept from one transition to the next while it sleeps, because not every reason tells.
   */
  readonly stop?: { readonly at: string; readonly foreign: boolean };
  /** When this state was left; absent on the current state's transition. */
  readonly left?: string;
  /** 30 days after `left`; the current state's transition never expires. */
  readonly expiresAt?: number;
}

/** Starts that AWS refused. Item `start`; gone once the host runs or nobody wants it any more. */
export interface StartTrouble {
  /** How many were refused in a row. */
  readonly refusals: number;
  /** When the last one was, and why. */
  readonly at: string;
  readonly code: RefusalCode;
  readonly text: string;
}

/**
 * A broker that leaves: its host stops it in a controlled way, gives its volume free and has itself replaced. Item `leave`,
 * so at most one of a cluster leaves at a time; a spot interruption asks nobody.
 */
export interface Leave {
  /** Id of the instance that goes. */
  readonly instance: string;
  /** Node id of its broker. */
  readonly node: number;
  readonly reason: LeaveReason;
  readonly at: string;
}

/** Why a broker leaves: AWS takes its spot instance back, it is renewed, or it has cost enough on demand. */
export interface LeaveReason {
  readonly code: 'interrupted' | 'roll' | 'back-to-spot';
  readonly text: string;
}

/** When people were last told of an alarm. Item `alarm#<code>`. */
export interface AlarmTold {
  readonly at: string;
  readonly expiresAt: number;
}

/** How often visitors woke the target on a day (UTC). Item `count#<yyyy-mm-dd>`. */
export interface WakeCount {
  readonly wakes: number;
  readonly expiresAt: number;
}

/** Key of an item → what it holds. */
export interface ItemValues {
  wish: Wish;
  intent: StopIntent;
  start: StartTrouble;
  leave: Leave;
  market: MarketNotes;
  [alarm: `alarm#${string}`]: AlarmTold;
  [lease: `lease#${string}`]: Lease;
  [activity: `activity#${string}`]: ActivityReport;
  [transition: `transition#${string}`]: Transition;
  [count: `count#${string}`]: WakeCount;
}

/** Sort key of an item within its target. */
export type ItemKey = keyof ItemValues;
