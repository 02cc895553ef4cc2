import type { RedisMemory } from './redis-memory.ts';

/** What Redis' settings depend on. */
export interface RedisConfProps {
  /** Private IPv4 address of the host. */
  readonly address: string;
  readonly port: number;
  readonly memory: RedisMemory;
  /** Where the append-only file is. */
  readonly directory: string;
  /** The file of its users. */
  readonly users: string;
}

const LOOPBACK = '127.0.0.1';

/**
 * Redis' settings, for version 6.2 (redis.conf of its distribution explains each).
 *
 * An acknowledged write is on the disk: `appendfsync always`, during a rewrite too. Nothing is ever evicted; past
 * `maxmemory` a write is refused, which the collector answers 503 for. After a crash the last, torn write is cut off: it
 * was not acknowledged.
 */
export function renderRedisConf(props: RedisConfProps): string {
  const { address, port, memory, directory, users } = props;
  const lines: readonly (readonly [name: string, value: string])[] = [
    // Once each: a rehearsed host has no other address than the loopback.
    ['bind', [...new Set([LOOPBACK, address])].join(' ')],
    ['port', String(port)],
    ['protected-mode', 'yes'],
    ['aclfile', quoted(users)],
    // systemd keeps it in the foreground, and its words in the journal.
    ['daemonize', 'no'],
    ['logfile', '""'],
    ['dir', quoted(directory)],
    ['save', '""'],
    ['appendonly', 'yes'],
    ['appendfsync', 'always'],
    ['no-appendfsync-on-rewrite', 'no'],
    ['aof-load-truncated', 'yes'],
    ['aof-use-rdb-preamble', 'yes'],
    ['auto-aof-rewrite-percentage', '100'],
    ['auto-aof-rewrite-min-size', String(memory.rewriteFrom)],
    ['maxmemory', String(memory.most)],
    ['maxmemory-policy', 'noeviction'],
    ['maxclients', '1000'],
    ['tcp-keepalive', '60'],
    // What waits for a slow reader counts as used memory, and would make Redis refuse events.
    ['client-output-buffer-limit', 'normal 32mb 16mb 60'],
    ['client-output-buffer-limit', 'pubsub 8mb 2mb 60'],
    // Twice as fast for streams of single events as the default of 4096, measured.
    ['stream-node-max-bytes', '65536'],
  ];
  return lines.map(([name, value]) => `${name} ${value}\n`).join('');
}

function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&')}"`;
}
