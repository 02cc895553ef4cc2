/** What goes wrong with calls to AWS, and how often it did. */

/** Calls to AWS, by the names of its actions. */
export const CALLS = [
  'GetParametersByPath',
  'DescribeInstances',
  'StartInstances',
  'StopInstances',
  'ModifyInstanceAttribute',
  'Query',
  'TransactWriteItems',
  'Publish',
] as const;

export type Call = (typeof CALLS)[number];

/** `lost-answer`: it times out although it took effect. */
export const FAILURES = ['throttled', 'failed', 'timed-out', 'lost-answer'] as const;

/** Answers of DescribeInstances that are not the truth. */
export const HALF_TRUTHS = ['newest-missing', 'page-missing', 'outdated'] as const;

export type Fault = (typeof FAILURES)[number] | (typeof HALF_TRUTHS)[number] | 'conflict';

/** Who suffers: functions, or hosts. */
export type Where = 'function' | 'host';

interface Planned {
  readonly call: Call;
  readonly fault: Fault;
  readonly where: Where;
  left: number;
}

const ERRORS = {
  throttled: 'RequestLimitExceeded',
  failed: 'InternalError',
  'timed-out': 'TimeoutError',
  'lost-answer': 'TimeoutError',
} as const;

/** As the SDK throws it: `$metadata` marks what is AWS's. */
class AwsFailure extends Error {
  readonly $metadata = {};
}

export class Faults {
  #planned: Planned[] = [];
  readonly #onStrike: (call: Call, fault: Fault, where: Where) => void;

  constructor(onStrike: (call: Call, fault: Fault, where: Where) => void) {
    this.#onStrike = onStrike;
  }

  /** The next calls of that name go wrong. */
  plan(call: Call, fault: Fault, where: Where, times: number): void {
    this.#planned.push({ call, fault, where, left: times });
  }

  clear(): void {
    this.#planned = [];
  }

  /** What happens to this call; undefined if all is well. */
  strike(call: Call, where: Where): Fault | undefined {
    if (this.#planned.length === 0) return undefined;
    const planned = this.#planned.find((each) => each.call === call && each.where === where);
    if (planned === undefined) return undefined;
    planned.left--;
    if (planned.left === 0) this.#planned = this.#planned.filter((each) => each !== planned);
    this.#onStrike(call, planned.fault, where);
    return planned.fault;
  }
}

/** The error that a call fails with. */
export function failureOf(call: Call, fault: Fault): Error {
  const error = new AwsFailure(`${call}: ${fault}`);
  error.name = fault in ERRORS ? ERRORS[fault as keyof typeof ERRORS] : fault;
  return error;
}
