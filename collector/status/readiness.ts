import type { DeliveryState } from '../delivery/delivery-state.ts';

/** Whether the collector can keep its promise now; what `GET /ready` answers. */
export interface Readiness {
  readonly ready: boolean;
  /** For people. */
  readonly why: string;
}

/** A collector that would refuse the next event is not ready, however well its process is. */
export function readinessOf(
  { why, refusing }: Pick<DeliveryState, 'why' | 'refusing'>,
  closing: boolean,
): Readiness {
  if (closing) return { ready: false, why: 'it is about to exit' };
  return refusing ? { ready: false, why: refusing.message } : { ready: true, why };
}
