/** What Kafka's virtual machine is started with. */
export interface JvmProps {
  /** `heapMegabytes()`. */
  readonly heap: number;
  /** Paths of the jars, in any order. */
  readonly jars: readonly string[];
  /** Path of the log4j2 configuration. */
  readonly logging: string;
  /**
   * Seconds for which the address of a name is remembered.
   *
   * @default - Java's own: 30
   */
  readonly nameLife?: number;
}

/**
 * The text of a `java @file`: options and class path, not the main class, so that `kafka.Kafka` and the tools share it.
 *
 * The jars are written out and sorted: a wildcard has no fixed order.
 */
export function renderJvmArguments({ heap, jars, logging, nameLife }: JvmProps): string {
  const options = [
    // It grows when it is needed; until then the memory is page cache.
    `-Xms${heap / 4}m`,
    `-Xmx${heap}m`,
    ...collector(heap),
    // A broker out of memory limps on; ended, systemd starts it again.
    '-XX:+ExitOnOutOfMemoryError',
    // Spares a file in /tmp that only jps and jstat read.
    '-XX:-UsePerfData',
    '-Djava.awt.headless=true',
    // The system property stands in for the security property networkaddress.cache.ttl, which no option can set.
    ...(nameLife === undefined ? [] : [`-Dsun.net.inetaddr.ttl=${nameLife}`]),
    quote(`-Dlog4j2.configurationFile=${logging}`),
    '-cp',
    quote([...jars].sort().join(':')),
  ];
  return options.map((option) => `${option}\n`).join('');
}

/**
 * Kafka's own choice (kafka-run-class.sh). The serial collector starts no sooner (10 starts in turns: the same CPU time),
 * but on a heap of a few hundred MiB it leaves more room.
 */
function collector(heap: number): string[] {
  if (heap < SMALLEST_G1_HEAP) return ['-XX:+UseSerialGC'];
  return [
    '-XX:+UseG1GC',
    '-XX:MaxGCPauseMillis=20',
    '-XX:InitiatingHeapOccupancyPercent=35',
    '-XX:+ExplicitGCInvokesConcurrent',
  ];
}

const SMALLEST_G1_HEAP = 1024;

/** Within quotes, java(1) takes a backslash for an escape. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
