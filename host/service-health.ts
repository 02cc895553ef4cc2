/**
 * How the host's service is, as the watch sees it. `awaited`: it does not answer (yet); `ready`: it was seen to work, Kafka
 * by a record that went through it and back; `doubted`: it was ready and has not answered since, which under load means little; `stopped`: we stopped it, because a
 * stop was announced.
 */
export type ServiceState = 'awaited' | 'ready' | 'doubted' | 'stopped';

/** Whether the host says of it that it is ready: a doubt is no knowledge. */
export function isUp(state: ServiceState): boolean {
  return state === 'ready' || state === 'doubted';
}

/** A state and what belongs to it. */
export type ServiceHealth =
  | { readonly state: 'awaited' | 'doubted'; readonly since: number; readonly message: string }
  | { readonly state: 'ready' | 'stopped' };

/** Milliseconds for which a service that was ready may fail to answer. */
const GRACE = 10_000;

/**
 * How it is after a probe.
 *
 * @param failure why it was not seen to work; undefined if it was
 * @param now epoch milliseconds
 */
export function afterProbe(former: ServiceHealth, failure: string | undefined, now: number): ServiceHealth {
  if (failure === undefined) return { state: 'ready' };
  const since = 'since' in former ? former.since : now;
  const isSpared = former.state === 'ready' || (former.state === 'doubted' && now - since < GRACE);
  return { state: isSpared ? 'doubted' : 'awaited', since, message: failure };
}
