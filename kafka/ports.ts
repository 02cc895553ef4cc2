/** The TCP ports that a broker's process listens on. */
import { KafkaError } from './errors.ts';

/**
 * CLIENT: applications. BROKER: other brokers and the host's own agent. CONTROLLER: the KRaft quorum.
 * TUNNEL: laptops through a Session Manager port forwarding. METRICS: the metrics reporter's HTTP, this host only.
 */
export const PORT_NAMES = ['CLIENT', 'BROKER', 'CONTROLLER', 'TUNNEL', 'METRICS'] as const;

/** What a port is for. */
export type PortName = (typeof PORT_NAMES)[number];

/** The port of each purpose. */
export type Ports = Readonly<Record<PortName, number>>;

/** What every real host uses; several brokers on one machine need ports of their own. */
export const DEFAULT_PORTS: Ports = {
  CLIENT: 9092,
  BROKER: 9093,
  CONTROLLER: 9094,
  TUNNEL: 9095,
  METRICS: 9404,
};

/**
 * Reads `{"CLIENT": 19092, …}`.
 *
 * @param json names that are missing keep their default; undefined: all defaults
 * @throws KafkaError `bad-ports`
 */
export function parsePorts(json: string | undefined): Ports {
  if (json === undefined) return DEFAULT_PORTS;
  const given = parseObject(json);
  const unknown = Object.keys(given).find((name) => !(name in DEFAULT_PORTS));
  if (unknown !== undefined) {
    throw new KafkaError(
      'bad-ports',
      `There is no port named ${unknown}; the names are ${PORT_NAMES.join(', ')}.`,
    );
  }
  const ports: Record<PortName, number> = { ...DEFAULT_PORTS };
  for (const name of PORT_NAMES) ports[name] = toPort(name, given[name] ?? DEFAULT_PORTS[name]);
  const twice = PORT_NAMES.find((name) =>
    PORT_NAMES.some((other) => other !== name && ports[other] === ports[name]),
  );
  if (twice !== undefined) {
    throw new KafkaError(
      'bad-ports',
      `Port ${ports[twice]} is given twice (${twice}); each name needs its own.`,
    );
  }
  return ports;
}

function parseObject(json: string): Record<string, unknown> {
  const wrong = `The ports are ${json.slice(0, 80)}; give a JSON object such as ${JSON.stringify(DEFAULT_PORTS)}.`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new KafkaError('bad-ports', wrong, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new KafkaError('bad-ports', wrong);
  return { ...value };
}

function toPort(name: PortName, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
  throw new KafkaError(
    'bad-ports',
    `Port ${name} is ${JSON.stringify(value)}; allowed are whole numbers from 1 to 65535.`,
  );
}
