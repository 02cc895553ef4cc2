import type { ActivityDetail } from './items.ts';
import { secondsBetween } from './time.ts';

/**
 * Milliseconds that the parts of a wake took: `ec2` from the start to the agent, `agent` from there to Kafka's exec,
 * `kafka` from there until the first record came back, and `total`. What the report does not tell is left out.
 */
export type WakeTimings = Partial<Record<'ec2' | 'agent' | 'kafka' | 'total', number>>;

/** @param launchTime - of the instance; EC2 gives whole seconds */
export function wakeTimings(
  launchTime: string,
  { agentAt, kafkaAt, readyAt }: NonNullable<ActivityDetail['boot']>,
): WakeTimings {
  return {
    ...timing('ec2', launchTime, agentAt),
    ...timing('agent', agentAt, kafkaAt),
    ...timing('kafka', kafkaAt, readyAt),
    ...timing('total', launchTime, readyAt),
  };
}

function timing(part: keyof WakeTimings, from: string | undefined, to: string | undefined): WakeTimings {
  if (from === undefined || to === undefined) return {};
  const took = secondsBetween(from, to) * 1000;
  // Two clocks, EC2's and the host's, may disagree.
  return took < 0 ? {} : { [part]: took };
}
