import { Broker } from './broker.ts';
import { brokerEpoch } from './broker-epoch.ts';
import { callElection } from './call-election.ts';
import type { Security } from './connection.ts';
import { type Fenced, fence } from './fence.ts';
import { controllersOf, type Peers } from './peers.ts';
import { quorumState } from './quorum-state.ts';

/** Milliseconds after which the others have noticed by themselves, with the time-outs of `clusterSettings`. */
const PATIENCE = 10_000;

/** Whose broker is dead, and who should hear of it. */
export interface LastWordsProps {
  /** Node id of the dead one. */
  readonly node: number;
  readonly clusterId: string;
  /** Of the dead one. */
  readonly logDirectory: string;
  /** All nodes of the cluster. */
  readonly peers: Peers;
  readonly security: Security;
  /**
   * Milliseconds after which nothing is tried any more.
   *
   * @default 10000
   */
  readonly patience?: number;
}

/** What became of it. `unheard`: no controller listened, and silence will have to tell them. */
export type LastWords =
  | { readonly is: Fenced | 'never-registered' }
  | { readonly is: 'unheard'; readonly why: string };

/**
 * Tells the controllers that this node's broker is dead, so that they need not conclude it from silence. With three
 * replicas on three brokers every record with acks=all waits until they know.
 *
 * It says what the broker itself says when it is stopped in order: as a broker, that it wants to be fenced; and if it was
 * the active controller, that its epoch ends, so that the others elect the next one at once. The first is tied to the
 * broker's epoch and the second to the controllers', both read from the dead node's own disk: a broker that has started
 * again has another epoch, and so have controllers that have elected since, and what is said too late is refused.
 *
 * It may be said again and again, but only of a process that is dead: one that is alive loses its leaderships and is fenced
 * until its next heartbeat (`broker.heartbeat.interval.ms`). Then it comes back by itself. A broker that is started again
 * can register once the session has ended that the words prolonged (`broker.session.timeout.ms`); it tries until then.
 *
 * @throws KafkaError `bad-metadata`, or what reading the log directory throws: nothing can be said then
 */
export async function speakForTheDead(props: LastWordsProps): Promise<LastWords> {
  const { node, logDirectory, clusterId, peers, security, patience = PATIENCE } = props;
  const [epoch, quorum] = await Promise.all([brokerEpoch(logDirectory, node), quorumState(logDirectory)]);
  if (epoch === undefined) return { is: 'never-registered' };
  const voters = controllersOf(peers)
    .filter(([other]) => other !== node)
    .map(([other, { host, ports }]) => ({ node: other, address: { host, port: ports.CONTROLLER } }));
  const [first] = voters;
  if (first === undefined) return { is: 'unheard', why: 'there is no other controller' };
  const controllers = new Broker({ address: first.address, security, clientId: `catnap-last-words-${node}` });
  const heard = new AbortController();
  const over = AbortSignal.any([heard.signal, AbortSignal.timeout(patience)]);
  const ended = { clusterId, leader: node, epoch: quorum.leaderEpoch };
  const election =
    quorum.leaderId === node ? callElection(controllers, ended, voters, over) : Promise.resolve();
  const asked = voters.map(({ address }) => fence(controllers, address, { node, epoch }, over));
  try {
    return { is: await Promise.any(asked) };
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    return { is: 'unheard', why: error.errors.map(String).join('; ') };
  } finally {
    heard.abort();
    await controllers.close();
    await Promise.allSettled([election, ...asked]);
  }
}
