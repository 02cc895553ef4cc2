import type { ActivityReport } from '../items.ts';

/** What a program of the owner's says of its host. */
export interface HostSays {
  /** It is used at this moment. */
  readonly used?: boolean;
  /** @default - now if it is used; else as said before; at first now, because unknown is not idle */
  readonly lastUsedAt?: string;
  /** @default - true unless it has stopped */
  readonly ready?: boolean;
  /** It ended its service because a stop was announced. */
  readonly stopped?: 'clean' | 'unclean';
}

/** The report that tells what a host said, by our clock. */
export function reportFor(
  { used, lastUsedAt, stopped, ready = !stopped }: HostSays,
  former: ActivityReport | undefined,
  now: Date,
): ActivityReport {
  const at = now.toISOString();
  return {
    at,
    bootId: 'reported',
    lastUsedAt: used ? at : (lastUsedAt ?? former?.lastUsedAt ?? at),
    ready: ready && !stopped,
    ...(stopped && { stopped }),
    detail: { phase: stopped ? 'stopped' : ready ? 'serving' : 'booting' },
  };
}
