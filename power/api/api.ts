import type { Alarm } from '../alarm.ts';
import type { PowerErrorCode } from '../errors.ts';
import type { HistoryTotal } from '../history-total.ts';
import type { Caller, PowerState, Transition } from '../items.ts';
import type { Power } from '../power.ts';
import type { ReasonCode } from '../reason.ts';
import type { MemberSituation } from '../situation.ts';

/** A request, however it came: direct invocation or function URL. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Decides between JSON, which is the default, and a plain form. */
  readonly contentType?: string;
  /** Whoever prefers `text/html` gets a page for an answer. */
  readonly accept?: string;
  /** The web page on whose behalf a browser asks. */
  readonly origin?: string;
  readonly by: Caller;
}

/** What the API needs besides power management itself. */
export interface ApiPower extends Power {
  /** How often visitors may wake a target in a day (UTC). */
  readonly dailyCap: number;
  /** Web origins whose pages may ask as visitors; `*` stands for all. */
  readonly corsOrigins: readonly string[];
}

/** The answer; `body` is JSON (`CommandBody`, `StatusBody` or `ErrorBody`), or else what `content-type` says. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answer to whatever changes something: `POST /wake`, `/sleep`, `/hold` and `/lease`, `DELETE /hold` and `/lease`. */
export interface CommandBody {
  readonly target: string;
  readonly state: PowerState;
  readonly since: string;
  /** When it is expected to be online; absent unless it is on its way there. In the past if it takes longer than usual. */
  readonly eta?: string;
  /** Why it is in that state, as a sentence with figures. */
  readonly reason: string;
  /** The same for programs. */
  readonly reasonCode: ReasonCode;
  /** What needs a look; absent if nothing does. */
  readonly alarms?: readonly Alarm[];
  /** The instances of a cluster, by node id; absent for a single instance, and for visitors. */
  readonly members?: readonly MemberSituation[];
}

/** Answer to `GET /status`. */
export interface StatusBody extends CommandBody {
  /** When the calendar wakes it next; absent without windows, or if one of them is always open. */
  readonly nextWindow?: string;
  /** The last 20 transitions, newest first. */
  readonly timeline: readonly TimelineEntry[];
}

/** Answer to `GET /history`. */
export interface HistoryBody {
  readonly target: string;
  /** Newest first; kept for 30 days. */
  readonly timeline: readonly TimelineEntry[];
  /** What the shown part of the history comes to. */
  readonly total: HistoryTotal;
}

/** Answer to `POST /report`. */
export interface ReportBody {
  readonly target: string;
  /** The instant at which the host is to be stopped: end your service then and report `stopped`. */
  readonly stop?: string;
  /** Why, if it is to be stopped. */
  readonly reason?: string;
}

/** A transition as callers see it. */
export interface TimelineEntry extends Pick<Transition, 'at' | 'left' | 'from' | 'to' | 'timings'> {
  readonly reason: string;
  readonly reasonCode: ReasonCode;
}

/** Every other answer. */
export interface ErrorBody {
  readonly error: { readonly code: PowerErrorCode; readonly message: string };
}
