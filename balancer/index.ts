/** `catnap/balancer`: what other programs may import. */
export { Balancer, type BalancerProps } from './balancer.ts';
export type { Choice } from './choice.ts';
export type { BrokerWatcher, KafkaClient, SendResult } from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export type { PartitionView, TopicView } from './cluster-view.ts';
export { BalancerError, type BalancerErrorCode } from './errors.ts';
export type {
  BalancerEvent,
  BalancerListener,
  BreakerState,
  Transition,
  TransitionReason,
} from './events.ts';
export { type Failure, type FailureKind, failureNamed, TREATMENTS, type Treatment } from './failure.ts';
export { murmur2 } from './murmur2.ts';
export type { BalancerOptions, BalancerSettings } from './options.ts';
export { hashOfKey, javaPartitioner, type Partitioner, partitionForKey } from './partitioner.ts';
export { BalancedProducer, type BalancedProducerProps } from './producer/balanced-producer.ts';
export type { Counts } from './producer/counts.ts';
export type { ProducerOptions, ProducerSettings } from './producer/options.ts';
export type { Outcome, OutgoingRecord } from './record.ts';
