import type { PowerErrorCode } from '../errors.ts';
import type { Caller, PowerState, Transition } from '../items.ts';
import type { Power } from '../power.ts';
import type { ReasonCode } from '../reason.ts';

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

/** Answer to `POST /wake`, `POST /sleep`, `POST /hold` and `DELETE /hold`. */
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
}

/** Answer to `GET /status`. */
export interface StatusBody extends CommandBody {
  /** The last 20 transitions, newest first. */
  readonly timeline: readonly TimelineEntry[];
}

/** A transition as callers see it. */
export interface TimelineEntry extends Pick<Transition, 'at' | 'from' | 'to' | 'timings'> {
  readonly reason: string;
  readonly reasonCode: ReasonCode;
}

/** Every other answer. */
export interface ErrorBody {
  readonly error: { readonly code: PowerErrorCode; readonly message: string };
}
