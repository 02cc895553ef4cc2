import type { Instance as Ec2Instance } from '@aws-sdk/client-ec2';
import type { InstanceStop } from './target.ts';

/** `User initiated (2026-11-21 16:00:00 GMT)`: the only place where EC2 tells when it was. Cloud Custodian reads it too. */
const WHEN = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)/;

/** EC2 User Guide, "Instance state changes": codes of somebody's call, or of a shutdown from within. */
const BY_USER = ['Client.UserInitiatedShutdown', 'Client.InstanceInitiatedShutdown'];

/** The same page: codes of starts that came to nothing, such as a key for the disks that may not be used. */
const FAILED_STARTS = [
  'Client.InternalError',
  'Client.InvalidSnapshot.NotFound',
  'Client.VolumeLimitExceeded',
  'Server.InsufficientInstanceCapacity',
  'Server.InternalError',
];

/** How a stopping or stopped instance came to stop; undefined if EC2 does not say, as with one that never ran. */
export function stopOf({ StateReason, StateTransitionReason = '' }: Ec2Instance): InstanceStop | undefined {
  const { Code = '', Message } = StateReason ?? {};
  const [, day, time] = WHEN.exec(StateTransitionReason) ?? [];
  const at = day && time ? new Date(`${day}T${time}Z`).toISOString() : undefined;
  const why = Message || StateTransitionReason || Code;
  if (FAILED_STARTS.includes(Code)) return { by: 'failed-start', why };
  if (BY_USER.includes(Code) || StateTransitionReason.startsWith('User initiated'))
    return { by: 'user', why, ...(at && { at }) };
  return why ? { by: 'aws', why } : undefined;
}
