import { join } from 'node:path';

/** Where everything is on a host. */
export interface HostPaths {
  /** Link to the installed programs. */
  readonly programs: string;
  /** Folder of Kafka's jars, within the programs. */
  readonly jars: string;
  readonly logging: string;
  /** JSON Schemas of the collector's events, if there are any. */
  readonly schemas: string;
  /** Made anew at each boot, because memory and addresses may change between two. */
  readonly serverProperties: string;
  readonly jvmArguments: string;
  readonly redisConf: string;
  /** Redis' users, with hashes of their passwords. */
  readonly redisUsers: string;
  /** What the collector is told, with its password to Redis. */
  readonly collectorSettings: string;
  readonly bootRecord: string;
  /** There once the host goes for good; Kafka's unit does not start then. */
  readonly departure: string;
  /** Where the data volume is mounted. */
  readonly mountPoint: string;
  /** Kafka's `log.dirs`, on the data volume. */
  readonly logDirectory: string;
  /** Redis' `dir`, on the data volume. */
  readonly redisDirectory: string;
  readonly devices: string;
  readonly memory: string;
  readonly accounts: string;
}

/** @param root `/` on a real host */
export function hostPaths(root: string): HostPaths {
  const programs = join(root, 'opt/catnap/current');
  const mountPoint = join(root, 'var/lib/catnap/data');
  return {
    programs,
    jars: join(programs, 'kafka/libs'),
    logging: join(programs, 'kafka/log4j2.yaml'),
    schemas: join(programs, 'schemas'),
    serverProperties: join(root, 'run/catnap/server.properties'),
    jvmArguments: join(root, 'run/catnap/kafka.jvm'),
    redisConf: join(root, 'run/catnap/redis.conf'),
    redisUsers: join(root, 'run/catnap/users.acl'),
    collectorSettings: join(root, 'run/catnap/collector.json'),
    bootRecord: join(root, 'run/catnap/boot.json'),
    departure: join(root, 'run/catnap/departure.json'),
    mountPoint,
    logDirectory: join(mountPoint, 'kafka'),
    redisDirectory: join(mountPoint, 'redis'),
    devices: join(root, 'dev'),
    memory: join(root, 'proc/meminfo'),
    accounts: join(root, 'etc/passwd'),
  };
}
