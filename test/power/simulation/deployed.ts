import { policyOf } from '../../../power/parse-policy.ts';
import type { Policy } from '../../../power/policy.ts';
import type { Setting } from './story.ts';

/** What a deploy has written of the target. */
export interface Deployed {
  /** When, in milliseconds. */
  readonly at: number;
  /** The type that the template gives the instance. */
  readonly size: string;
  /** As JSON, and as it is understood. */
  readonly written: string;
  readonly policy: Policy;
}

export function deployed({ policy, sizeIsKnown }: Setting, size: string, at: number): Deployed {
  const props = { ...policy, ...(sizeIsKnown && { size }) };
  return { at, size, written: JSON.stringify(props), policy: policyOf(props) };
}
