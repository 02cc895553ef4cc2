import type { Broker as Address } from '@platformatic/kafka';
import type { Broker } from './broker.ts';
import { type EndOfEpoch, endQuorumEpoch } from './end-quorum-epoch.ts';
import { pause } from './pause.ts';

/** Kafka takes it for "whichever directory that node has". */
const ANY_DIRECTORY = '00000000-0000-0000-0000-000000000000';

/**
 * Milliseconds from one controller to the next. The first one's call for votes is refused by the next, which has not heard
 * yet that its leader is gone; asked after that, the next one gets the first one's vote. Asked both at once, each may vote
 * for itself and wait for an election's time-out.
 */
const ONE_BY_ONE = 40;

/** Milliseconds that an election may take before it is called again, the other way round. */
const AGAIN = 300;

/** One of the controllers that are left. */
export interface Voter {
  readonly node: number;
  readonly address: Address;
}

/**
 * Tells each of the controllers that the leader's epoch has ended and that it should stand for election, again and again.
 * Once there is a new leader there is a new epoch, and they refuse to hear of the old one.
 *
 * @param controllers a connection to any of them
 * @param over ends it
 */
export async function callElection(
  controllers: Broker,
  ended: Omit<EndOfEpoch, 'successors'>,
  voters: readonly Voter[],
  over: AbortSignal,
): Promise<void> {
  for (let order = voters; !over.aborted; order = order.toReversed()) {
    for (const { node, address } of order) {
      const words = { ...ended, successors: [{ node, directory: ANY_DIRECTORY }] };
      await controllers.askAt(address, endQuorumEpoch, words).catch(notListening);
      await pause(ONE_BY_ONE, over);
    }
    await pause(AGAIN, over);
  }
}

/** One that is away too cannot be elected, the others may be; whoever asks the next leader for something will see. */
function notListening(): void {}
