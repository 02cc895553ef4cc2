import { policyOf } from '../../power/parse-policy.ts';
import type { BrokersPolicy, Policy } from '../../power/policy.ts';

/** What a deploy may say of a cluster's policy; the rest follows from the cluster. */
export type ClusterPolicyProps = Partial<
  Omit<BrokersPolicy, 'kind' | 'reports' | 'onDemandCount' | 'fallbackSizes' | 'size'>
>;

/**
 * The policy of a cluster.
 *
 * @param onDemandCount brokers that are on demand for good, so that the power switch leaves them there
 * @throws PowerError `bad-policy`
 */
export function clusterPolicy(props: ClusterPolicyProps, onDemandCount: number): Policy {
  return policyOf({ ...props, kind: 'brokers', onDemandCount });
}
