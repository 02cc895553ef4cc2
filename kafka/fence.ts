import { type Broker as Address, protocolErrorsCodesById } from '@platformatic/kafka';
import type { Broker } from './broker.ts';
import { brokerHeartbeat } from './broker-heartbeat.ts';
import { explain } from './explain.ts';
import { pause } from './pause.ts';

/** Milliseconds until a controller is asked again that does not lead; each such question is an error in its log. */
const ASK_AGAIN = 40;

/** Which start of which broker. */
export interface Registration {
  readonly node: number;
  readonly epoch: bigint;
}

/** `heard`: the broker is fenced. `late`: the controllers know of a later start of it, or do not know it any more. */
export type Fenced = 'heard' | 'late';

/**
 * Asks one controller to fence a broker until it leads and does so.
 *
 * @param controllers a connection to any of them
 * @throws Error with its last answer, once it is `over`
 */
export async function fence(
  controllers: Broker,
  address: Address,
  registration: Registration,
  over: AbortSignal,
): Promise<Fenced> {
  for (let why = 'not asked'; ; await pause(ASK_AGAIN, over)) {
    if (over.aborted) throw new Error(why);
    const answer = await ask(controllers, address, registration);
    if (answer === 'heard' || answer === 'late') return answer;
    why = answer.why;
  }
}

async function ask(
  controllers: Broker,
  address: Address,
  { node, epoch }: Registration,
): Promise<Fenced | { readonly why: string }> {
  try {
    const { errorCode, isFenced } = await controllers.askAt(address, brokerHeartbeat, node, epoch, true);
    const error = protocolErrorsCodesById[errorCode] ?? `error ${errorCode}`;
    if (errorCode === 0 && isFenced) return 'heard';
    if (error === 'STALE_BROKER_EPOCH' || error === 'BROKER_ID_NOT_REGISTERED') return 'late';
    return { why: error };
  } catch (error) {
    return { why: explain(error) };
  }
}
