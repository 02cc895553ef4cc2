/** A major and a minor number. */
export type RedisVersion = readonly [major: number, minor: number];

/** XTRIM MINID and XADD NOMKSTREAM came with it (https://redis.io/docs/latest/commands/xtrim/). */
export const OLDEST_REDIS: RedisVersion = [6, 2];

/** The version in `Redis server v=6.2.14 sha=…`, or undefined. */
export function parseRedisVersion(text: string): RedisVersion | undefined {
  const match = /\bv=(\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Whether a Redis is new enough. */
export function isRecentRedis([major, minor]: RedisVersion): boolean {
  return major > OLDEST_REDIS[0] || (major === OLDEST_REDIS[0] && minor >= OLDEST_REDIS[1]);
}
