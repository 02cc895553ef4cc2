import { existsSync } from 'node:fs';
import type { HostPaths } from '../paths.ts';
import type { Ports } from '../ports.ts';
import type { RedisHostSettings } from '../settings.ts';

/** What the collector's settings depend on. */
export interface CollectorSettingsProps {
  /** What a deploy decided of them. */
  readonly given: RedisHostSettings['collector'];
  readonly paths: HostPaths;
  readonly ports: Ports;
  /** Private IPv4 address of the host. */
  readonly address: string;
  readonly password: string;
}

/** Every address of the host; its security group decides who reaches it. */
const ANYWHERE = '0.0.0.0';

/**
 * What the collector of this host is told (collector/settings.ts): what a deploy decided, where it listens, how it reaches
 * Redis, and the schemas that came with the programs. What is left out has the collector's own default.
 */
export function collectorSettings({
  given,
  paths,
  ports,
  address,
  password,
}: CollectorSettingsProps): object {
  return {
    ...given,
    // A rehearsed host is on a laptop, which is nobody else's business.
    listen: { host: address.startsWith('127.') ? address : ANYWHERE, port: ports.COLLECTOR },
    redis: { host: '127.0.0.1', port: ports.REDIS, username: 'collector', password },
    ...(existsSync(paths.schemas) ? { schemas: paths.schemas } : {}),
  };
}

/** The stream in which events stay, if they stay in Redis. */
export function streamOf(given: RedisHostSettings['collector']): string {
  const { sink } = given;
  if (typeof sink === 'object' && sink !== null && 'stream' in sink && typeof sink.stream === 'string') {
    return sink.stream;
  }
  return 'events';
}
