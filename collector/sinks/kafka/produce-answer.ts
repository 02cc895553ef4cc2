import { type produceV11, protocolErrors, protocolErrorsCodesById } from '@platformatic/kafka';

type Answer = produceV11.ProduceResponse;

/** What became of the records of one partition. */
export type Fate =
  | { readonly is: 'acknowledged' }
  /** One of them, or all together, will never be taken. Nothing was stored. */
  | { readonly is: 'refused'; readonly reason: string }
  /** Not now: another leader, too few replicas, no permission, no answer. */
  | { readonly is: 'unsent'; readonly reason: string };

/** Errors that the records themselves are to blame for. Any other may pass. */
const REFUSALS: ReadonlySet<string> = new Set([
  'CORRUPT_MESSAGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
]);

const ACKNOWLEDGED: Fate = { is: 'acknowledged' };

/** What an answer says of each partition: `fates(answer)(topic, partition)`. What it does not speak of is unsent. */
export function fatesOf({ responses }: Answer): (topic: string, partition: number) => Fate {
  return (topic, partition) => {
    const topics = responses.find(({ name }) => name === topic);
    const answer = topics?.partitionResponses.find(({ index }) => index === partition);
    if (answer === undefined) return { is: 'unsent', reason: 'the broker did not speak of it' };
    if (answer.errorCode === 0) return ACKNOWLEDGED;
    const name = errorName(answer.errorCode);
    const said = answer.recordErrors.find(({ batchIndexErrorMessage }) => batchIndexErrorMessage);
    const words = said?.batchIndexErrorMessage ?? answer.errorMessage ?? protocolErrors[name]?.message;
    return { is: REFUSALS.has(name) ? 'refused' : 'unsent', reason: words ? `${name}: ${words}` : name };
  };
}

/** Kafka's name of an error. */
export function errorName(code: number): string {
  return protocolErrorsCodesById[code] ?? `error ${code}`;
}
