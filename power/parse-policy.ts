import { parseWindows } from './calendar/window.ts';
import { PowerError } from './errors.ts';
import {
  type BrokersPolicyProps,
  DEFAULT_BROKERS_POLICY,
  DEFAULT_POLICY,
  type Policy,
  type PolicyProps,
} from './policy.ts';
import { contradictionIn } from './policy-contradiction.ts';
import { wrongFields } from './policy-fields.ts';

/** A whole policy: what is given, and defaults for the rest. @throws PowerError `bad-policy` */
export function policyOf(props: PolicyProps | BrokersPolicyProps): Policy {
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  const defaults = props.kind === 'brokers' ? DEFAULT_BROKERS_POLICY : DEFAULT_POLICY;
  const policy: Policy = { ...defaults, ...given };
  const names = [...Object.keys(defaults), 'size'];
  const unknown = Object.keys(policy).filter((key) => !names.includes(key));
  if (unknown.length > 0) throw bad(`does not know ${unknown.join(', ')}; it has ${names.join(', ')}`);
  const [wrong] = wrongFields(policy);
  if (wrong !== undefined) throw bad(wrong);
  const whole = { ...policy, windows: parseWindows(policy.windows) };
  const contradiction = contradictionIn(whole, defaults);
  if (contradiction !== undefined) throw bad(contradiction);
  return whole;
}

/** Reads the SSM parameter's value. @throws PowerError `bad-policy` */
export function parsePolicy(json: string): Policy {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw bad(`is not JSON: ${json.slice(0, 80)}`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(`is ${json.slice(0, 80)}; it must be an object such as ${JSON.stringify(DEFAULT_POLICY)}`);
  }
  return policyOf(value);
}

function bad(what: string, cause?: unknown): PowerError {
  return new PowerError('bad-policy', `The policy ${what}. Correct the configuration and deploy again.`, {
    cause,
  });
}
