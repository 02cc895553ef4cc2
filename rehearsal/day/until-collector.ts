import type { CollectorStatus } from '../../collector/status/collector-status.ts';
import { RehearsalError } from '../errors.ts';
import { type UntilOptions, until } from '../until.ts';

/**
 * Waits until the collector tells something of itself.
 *
 * @param collector its address, asked for at each look: it changes when its host is replaced
 * @throws RehearsalError 'timed-out', caused by 'collector-refused' if it answered with an error
 */
export function untilCollector(
  collector: () => Promise<string>,
  tells: (status: CollectorStatus) => boolean,
  options: UntilOptions,
): Promise<CollectorStatus> {
  const look = async () => {
    const status = await askStatus(await collector());
    return tells(status) ? status : undefined;
  };
  return until(look, { every: 50, ...options });
}

async function askStatus(collector: string): Promise<CollectorStatus> {
  const response = await fetch(`${collector}/status`, { signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) {
    throw new RehearsalError('collector-refused', `GET /status answered ${response.status}: ${text}`);
  }
  return JSON.parse(text) as CollectorStatus;
}
