/** A stretch of a target's life as it may happen: how things are, and what befalls them when. All of it is data. */
import type { Caller } from '../../../power/items.ts';
import type { PolicyProps } from '../../../power/policy.ts';
import type { Call, Fault, Where } from './faults.ts';

/** What somebody asks of the wake API. */
export type Ask =
  | { readonly do: 'wake'; readonly by: Caller; readonly minutes?: number }
  | { readonly do: 'sleep'; readonly by: 'person' | 'service' }
  | { readonly do: 'hold'; readonly by: 'person' | 'service'; readonly minutes: number }
  | { readonly do: 'end-hold'; readonly by: 'person' | 'service' }
  | { readonly do: 'lease'; readonly by: 'person' | 'service'; readonly id: string; readonly minutes: number }
  | { readonly do: 'end-lease'; readonly by: 'person' | 'service'; readonly id: string }
  | { readonly do: 'look'; readonly by: Caller };

/** What befalls the host. */
export type HostEvent =
  | { readonly do: 'use'; readonly minutes: number }
  | { readonly do: 'lag'; readonly minutes: number }
  | { readonly do: 'hang'; readonly minutes: number }
  | { readonly do: 'crash'; readonly seconds: number }
  | { readonly do: 'break-boots'; readonly minutes: number }
  | { readonly do: 'slow-boots'; readonly seconds: number; readonly minutes: number }
  | { readonly do: 'fill-disk'; readonly minutes: number };

/** What is done to the instance behind our back. */
export type InstanceEvent =
  | { readonly do: 'console-start' }
  | { readonly do: 'console-stop' }
  | { readonly do: 'terminate'; readonly minutes: number }
  | { readonly do: 'aws-stop' }
  | { readonly do: 'deploy-size'; readonly size: string }
  | { readonly do: 'replace'; readonly minutes: number }
  | { readonly do: 'adopt'; readonly minutes: number };

/** What goes wrong with AWS and with functions. */
export type Mishap =
  | {
      readonly do: 'fault';
      readonly call: Call;
      readonly fault: Fault;
      readonly where: Where;
      readonly times: number;
    }
  | { readonly do: 'sold-out'; readonly sizes: readonly string[]; readonly minutes: number }
  | { readonly do: 'quota'; readonly minutes: number }
  | { readonly do: 'doom-starts'; readonly minutes: number }
  | { readonly do: 'tick'; readonly times: number }
  | { readonly do: 'no-ticks'; readonly minutes: number }
  | { readonly do: 'kill'; readonly afterCalls: number }
  | { readonly do: 'slow'; readonly legs: readonly number[]; readonly minutes: number }
  | { readonly do: 'newer-version'; readonly minutes: number };

/** Something that happens at a moment. */
export type Happening = Ask | HostEvent | InstanceEvent | Mishap;

/** A happening, and how many seconds after the former one. */
export interface Moment {
  readonly after: number;
  readonly what: Happening;
}

/** How things are throughout a story; what is left out is as in most of them. */
export interface Setting {
  readonly policy: PolicyProps;
  /** Whether our agent tells of the host, or a program of somebody's through the API. */
  readonly teller: 'agent' | 'api';
  /** Whether deploys tell which size it has; without that it keeps the size it was last started with. */
  readonly sizeIsKnown: boolean;
  /** Seconds by which the host's clock is ahead. */
  readonly hostAhead: number;
  /** Milliseconds by which the clocks of functions are ahead, of one after the other. */
  readonly functionsAhead: readonly number[];
  /** Seconds of a minute at which the reaper is called; twice the same is twice at once. */
  readonly ticksAt: readonly number[];
  /** For one change of state after the other: the seconds after which EC2's event reaches the reaper, each time it does. */
  readonly events: readonly (readonly number[])[];
  /** Seconds that EC2 takes from a start to a running instance, and from a stop to a stopped one. */
  readonly pending: number;
  readonly stopping: number;
}

export interface Story {
  readonly setting: Setting;
  readonly moments: readonly Moment[];
}

/** A setting in which nothing is out of the ordinary. */
export const ORDINARY: Setting = {
  policy: {},
  teller: 'agent',
  sizeIsKnown: true,
  hostAhead: 0,
  functionsAhead: [],
  ticksAt: [0],
  events: [],
  pending: 15,
  stopping: 40,
};

/** Sizes that hosts have, in deploys and as fallbacks. */
export const SIZES = ['t3.medium', 't3a.medium', 't3.large', 'm7i.large'] as const;
