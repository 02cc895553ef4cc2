import type { KafkaClusterOptions } from '../environments/kafka-cluster-options.ts';
import type { HostSurroundings } from './host-props.ts';

export interface KafkaClusterProps extends HostSurroundings, Omit<KafkaClusterOptions, 'brokerSize'> {
  /**
   * Three zones by name, one for each copy of a partition; of more the first three. Brokers are spread over them in turn.
   * An EBS volume cannot leave its zone, so these must not change.
   */
  readonly availabilityZones: readonly string[];
  /**
   * How large brokers are: a size, or a stack parameter that allows some of them. A change takes effect broker by broker,
   * as their instances are replaced.
   *
   * @default 'small'
   */
  readonly brokerSize?: string;
}
