import type { Security } from './connection.ts';
import type { PortName, Ports } from './ports.ts';

/** What Kafka calls listeners; METRICS is no Kafka protocol and therefore none. */
export type ListenerName = Exclude<PortName, 'METRICS'>;

/** Every listener that a host may have, in the order in which settings name them. */
export const LISTENERS: readonly ListenerName[] = ['CLIENT', 'BROKER', 'CONTROLLER', 'TUNNEL'];

/** Kafka's security protocol of every listener, by how the environment is secured. */
const PROTOCOLS: Readonly<Record<Security, string>> = { open: 'PLAINTEXT' };

/** Where the listeners of the single host are and how they are called. */
export interface ListenerProps {
  /** Name under which applications reach this host; CLIENT binds to its address only. */
  readonly hostname: string;
  readonly ports: Ports;
  readonly security: Security;
}

/**
 * The listener settings of the single host. Only CLIENT is reachable from elsewhere: there are no other brokers, and a
 * tunnel ends on the host itself.
 */
export function listenerSettings({
  hostname,
  ports,
  security,
}: ListenerProps): Readonly<Record<string, string>> {
  const addresses = LISTENERS.map((name) => {
    const host = name === 'CLIENT' ? hostname : 'localhost';
    return `${name}://${host}:${ports[name]}`;
  }).join(',');
  return {
    listeners: addresses,
    'advertised.listeners': addresses,
    'controller.quorum.bootstrap.servers': `localhost:${ports.CONTROLLER}`,
    ...listenerRoles(security),
  };
}

/** What each listener is for, the same on every host; Kafka wants to know the controllers' also where there is none. */
export function listenerRoles(security: Security): Readonly<Record<string, string>> {
  return {
    'listener.security.protocol.map': LISTENERS.map((name) => `${name}:${PROTOCOLS[security]}`).join(','),
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',
  };
}
