import type { ActivityReport } from './items.ts';

/**
 * Milliseconds that the parts of a wake took: `ec2` from the start to the agent, `agent` from there to Kafka's exec,
 * `kafka` from there until the first record came back, and `total`. What the report does not tell is left out.
 */
export type WakeTimings = Partial<Record<'ec2' | 'agent' | 'kafka' | 'total', number>>;

/** @param launchTime - of the instance; EC2 gives whole seconds */
export function wakeTimings(launchTime: string, boot: ActivityReport['detail']['boot']): WakeTimings {
  const spans = {
    ec2: [launchTime, boot?.agentAt],
    agent: [boot?.agentAt, boot?.kafkaAt],
    kafka: [boot?.kafkaAt, boot?.readyAt],
    total: [launchTime, boot?.readyAt],
  } as const;
  const known = Object.entries(spans).flatMap(([part, [from, to]]) => {
    const took = from && to ? Date.parse(to) - Date.parse(from) : -1;
    return took >= 0 ? [[part, took]] : [];
  });
  return Object.fromEntries(known);
}
