import { redisPasswordParameter } from '../../power/names.ts';

/**
 * Who logs in to Redis. The host makes their passwords at its first boot; `host/redis/users.ts` says what each may do, and a
 * test that both speak of the same ones.
 */
export const REDIS_USERS = ['admin', 'client', 'collector', 'reader'] as const;

/** Names of the SecureStrings with their passwords. All Redis hosts of an environment have the same. */
export function redisPasswordParameters(environmentName: string): string[] {
  return REDIS_USERS.map((user) => redisPasswordParameter(environmentName, user));
}
