import { randomBytes } from 'node:crypto';
import { redisPasswordParameter } from '../../power/names.ts';
import { HostError } from '../errors.ts';
import type { Parameters } from '../parameters.ts';
import type { RedisPasswords, RedisUser } from './users.ts';

/**
 * The passwords of Redis' users. Those that are not there are made: at the first boot of an environment's first Redis
 * host, or of a user that a later version brings. A second boot, or a host that takes this one's place, finds them.
 *
 * @throws HostError `aws-failed`
 */
export async function redisPasswords(parameters: Parameters, environment: string): Promise<RedisPasswords> {
  const passwordOf = (user: RedisUser): Promise<string> =>
    readOrMake(parameters, redisPasswordParameter(environment, user));
  const [collector, client, reader, admin] = await Promise.all([
    passwordOf('collector'),
    passwordOf('client'),
    passwordOf('reader'),
    passwordOf('admin'),
  ]);
  return { collector, client, reader, admin };
}

async function readOrMake(parameters: Parameters, name: string): Promise<string> {
  const found = await parameters.readSecret(name);
  if (found !== undefined) return found;
  const made = randomBytes(32).toString('base64url');
  if (await parameters.makeSecret(name, made)) return made;
  // Another host of the environment was faster.
  const theirs = await parameters.readSecret(name);
  if (theirs !== undefined) return theirs;
  throw new HostError(
    'aws-failed',
    `SSM parameter ${name} is there and cannot be read; see whether somebody deletes it at this moment, and boot again.`,
  );
}
