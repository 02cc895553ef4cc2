import { type Ports as KafkaPorts, parsePorts as parseKafkaPorts } from '../kafka/ports.ts';
import { HostError } from './errors.ts';

/** What listens on a Redis host. */
const REDIS_HOST_PORTS = { REDIS: 6379, COLLECTOR: 8080 } as const;

/** The TCP ports of whatever a host runs, by purpose. */
export type Ports = KafkaPorts & Readonly<Record<keyof typeof REDIS_HOST_PORTS, number>>;

/**
 * Reads `{"CLIENT": 19092, "REDIS": 16379, …}`; hosts that share a machine need ports of their own.
 *
 * @param json names that are missing keep their default; undefined: all defaults
 * @throws HostError `bad-environment`; KafkaError `bad-ports`
 */
export function parsePorts(json: string | undefined): Ports {
  if (json === undefined) return { ...parseKafkaPorts(undefined), ...REDIS_HOST_PORTS };
  const { REDIS, COLLECTOR, ...others } = parseObject(json);
  return {
    ...parseKafkaPorts(JSON.stringify(others)),
    REDIS: toPort('REDIS', REDIS),
    COLLECTOR: toPort('COLLECTOR', COLLECTOR),
  };
}

function parseObject(json: string): Record<string, unknown> {
  const wrong = `CATNAP_PORTS is ${json.slice(0, 80)}; give a JSON object such as ${JSON.stringify(REDIS_HOST_PORTS)}.`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new HostError('bad-environment', wrong, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new HostError('bad-environment', wrong);
}

function toPort(name: keyof typeof REDIS_HOST_PORTS, value: unknown = REDIS_HOST_PORTS[name]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
  throw new HostError(
    'bad-environment',
    `CATNAP_PORTS has ${JSON.stringify(value)} as ${name}; allowed are whole numbers from 1 to 65535.`,
  );
}
