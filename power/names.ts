/** The one place that spells the names of SSM parameters and tags. */
import { PowerError } from './errors.ts';

/** Tag on instances and volumes: the environment they belong to. IAM conditions use it too. */
export const TAG_ENVIRONMENT = 'catnap:environment';

/** Tag on instances and volumes: the target they belong to. IAM conditions use it too. */
export const TAG_TARGET = 'catnap:target';

/** Tag on the groups, instances and volumes of a cluster: the broker's node id. */
export const TAG_BROKER = 'catnap:broker';

/** What a name can be the name of. */
export type NameKind = 'environment' | 'target' | 'role' | 'function';

const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * Gives `value` back if it can stand in parameter names, table keys, tags and resource names alike.
 *
 * @throws PowerError `bad-name`
 */
export function validateName(kind: NameKind, value: string): string {
  if (NAME.test(value)) return value;
  throw new PowerError(
    'bad-name',
    `The ${kind} name ${JSON.stringify(value)} is not allowed: give 1 to 31 characters out of a-z, 0-9 and -, the first one a letter.`,
  );
}

/** Policy of a target, JSON (`policy.ts`). Written by deploys, read at each tick. */
export function targetParameter(environment: string, target: string): string {
  return `${targetsPath(environment)}/${target}`;
}

/** Path below which every target of an environment has its parameter. */
export function targetsPath(environment: string): string {
  return `/catnap/${environment}/targets`;
}

/** What a host's agent needs, JSON. Written by deploys, read at each boot. */
export function hostParameter(environment: string, role: string): string {
  return `/catnap/${environment}/hosts/${role}`;
}

/** Where the programs of a role's hosts lie: `s3://bucket/key`. Written by deploys, read at each boot. */
export function programsParameter(environment: string, role: string): string {
  return `/catnap/${environment}/programs/${role}`;
}

/** The Lambda function's real name, for whoever invokes it directly. */
export function functionParameter(environment: string, name: string): string {
  return `/catnap/${environment}/functions/${name}`;
}

/** Where clients of a target connect: `host:port`, written by the host when it boots. */
export function bootstrapParameter(environment: string, target: string): string {
  return `/catnap/${environment}/bootstrap/${target}`;
}

/** Directory id of a broker's log directory, written by the host that formatted it first. */
export function directoryParameter(environment: string, role: string): string {
  return `/catnap/${environment}/directories/${role}`;
}

/** The password of a user of the Redis host, a SecureString. Made by the host at its first boot. */
export function redisPasswordParameter(environment: string, user: string): string {
  return `/catnap/${environment}/redis/${user}`;
}
