/** What the agent is told by its unit's environment. */
import type { Peers } from '../kafka/peers.ts';
import { validateName } from '../power/names.ts';
import { parsePeers } from './cluster/peers.ts';
import { HostError } from './errors.ts';
import { type Ports, parsePorts } from './ports.ts';

/** Where the agent runs and for what. */
export interface HostEnvironment {
  /** The catnap environment: `dev`, `prod`, … */
  readonly environment: string;
  /** What this host is; names its settings. */
  readonly role: string;
  readonly region: string;
  /** Every absolute path lies below it; `/` on a real host. */
  readonly root: string;
  readonly ports: Ports;
  /**
   * Where the brokers of the host's cluster are.
   * @default - where their names say
   */
  readonly peers?: Peers;
}

/**
 * Reads the environment variables: `CATNAP_ENVIRONMENT`, `CATNAP_ROLE` and `AWS_REGION`, which user data writes to
 * /etc/catnap/host.env; `CATNAP_ROOT`, `CATNAP_PORTS` and `CATNAP_PEERS`, which only tests and
 * rehearsals set. The AWS SDK reads `AWS_ENDPOINT_URL` itself.
 *
 * @throws HostError `bad-environment`; PowerError `bad-name`; KafkaError `bad-ports`
 */
export function hostEnvironment(variables: Readonly<Record<string, string | undefined>>): HostEnvironment {
  const need = (name: string): string => {
    const value = variables[name];
    if (value) return value;
    throw new HostError(
      'bad-environment',
      `${name} is not set; the unit reads it from /etc/catnap/host.env.`,
    );
  };
  return {
    environment: validateName('environment', need('CATNAP_ENVIRONMENT')),
    role: validateName('role', need('CATNAP_ROLE')),
    region: need('AWS_REGION'),
    root: variables['CATNAP_ROOT'] || '/',
    ports: parsePorts(variables['CATNAP_PORTS']),
    peers: parsePeers(variables['CATNAP_PEERS']),
  };
}
