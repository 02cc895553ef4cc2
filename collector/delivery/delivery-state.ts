import type { Depth, EventBuffer } from '../buffer/event-buffer.ts';
import type { CollectorError, CollectorErrorCode } from '../errors.ts';
import type { Pending } from './pending.ts';
import { type Mode, modeOf } from './route.ts';
import type { Sender } from './sender.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** Where events go, why, and how long it can go on so. Times are ISO. */
export interface DeliveryState {
  readonly mode: Mode;
  /** For people. */
  readonly why: string;
  /** What events are refused with at this moment. */
  readonly refusing?: { readonly code: CollectorErrorCode; readonly message: string };
  /** Accepted, and neither in the sink nor in the buffer yet. */
  readonly pending: { readonly events: number; readonly bytes: number };
  /** When the sink last acknowledged something. */
  readonly lastSentAt?: string;
  /** When something was last appended to the buffer. */
  readonly lastBufferedAt?: string;
  /** Since when the oldest event waits that the sink has not acknowledged. */
  readonly oldestUnsentAt?: string;
  readonly buffer: BufferState;
}

export interface BufferState {
  /** Why it cannot be used at this moment. */
  readonly trouble?: string;
  /** What is wrong though it works. */
  readonly warnings: readonly string[];
  /** As last seen, within a second while it can be reached. */
  readonly depth?: Depth;
  /** Bytes that were appended per second, compressed, over the last half minute: so fast the buffer fills. */
  readonly bytesPerSecond: number;
}

/** What the state is read from. */
export interface StateSources {
  readonly buffer: Pick<EventBuffer, 'trouble' | 'warnings'>;
  readonly room: WaitingRoom;
  readonly sender: Sender;
  readonly pending: Pending;
  readonly draining: boolean;
  /** What everything is refused with, if it is about to exit. */
  readonly closing: CollectorError | undefined;
}

export function deliveryState(sources: StateSources): DeliveryState {
  const { buffer, room, sender, pending } = sources;
  const { occupied, depth, bytesPerSecond } = room;
  const mode = modeOf({ waiting: occupied, connected: sender.connected });
  const refusing = refusedWith(mode, sources);
  return {
    mode,
    why: why(mode, sources),
    refusing: refusing && { code: refusing.code, message: refusing.message },
    pending: { events: pending.events, bytes: pending.bytes },
    lastSentAt: instant(sender.lastAt),
    lastBufferedAt: instant(room.lastAt),
    oldestUnsentAt: occupied ? (depth?.oldestAt ?? instant(room.firstAt)) : instant(pending.oldestSince),
    buffer: { trouble: buffer.trouble?.message, warnings: buffer.warnings, depth, bytesPerSecond },
  };
}

function refusedWith(mode: Mode, { closing, buffer, room }: StateSources): CollectorError | undefined {
  if (closing !== undefined) return closing;
  if (mode === 'buffering') return buffer.trouble ?? room.refusal;
  return buffer.trouble?.code === 'second-collector' ? buffer.trouble : undefined;
}

function why(mode: Mode, { sender, room, draining }: StateSources): string {
  if (mode === 'direct') return 'the sink takes events at once';
  if (sender.trouble !== undefined) return sender.trouble;
  if (!room.occupied) return 'nothing waits for the sink, so it is left alone until something does';
  return draining ? 'what waits in the buffer is drained' : 'it is not known yet what waits in the buffer';
}

/** An instant of the clock, if there was one. */
function instant(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
