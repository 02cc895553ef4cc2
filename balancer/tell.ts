import type { BalancerEvent, BalancerListener } from './events.ts';

/** Keeps what a listener throws out of the middle of a decision: it is thrown when that is done. */
export function tellSafely(listener: BalancerListener): BalancerListener {
  return (event: BalancerEvent) => {
    try {
      listener(event);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
