import type { Ports } from './ports.ts';

/** Where the other nodes of a cluster, and applications, reach one of its nodes. */
export interface Peer {
  /** Name or address; it stays when the node's instance is replaced. */
  readonly host: string;
  readonly ports: Pick<Ports, 'CLIENT' | 'BROKER' | 'CONTROLLER'>;
}

/** The nodes of a cluster by node id, from 1 without a gap, the one that asks included. */
export type Peers = ReadonlyMap<number, Peer>;

/** A majority of three outlives the loss of one; more would only make every change of metadata slower. */
const CONTROLLERS = 3;

/** Whether a node of a cluster is a controller beside being a broker. */
export function isController(node: number): boolean {
  return node <= CONTROLLERS;
}

/** The nodes that are controllers, in the order of their ids. */
export function controllersOf(peers: Peers): readonly (readonly [node: number, peer: Peer])[] {
  return [...peers].filter(([node]) => isController(node)).sort(([a], [b]) => a - b);
}
