/** What other apps import: the constructs, and the types of their props. */
export type { Day, Window } from '../power/calendar/window.ts';
export type { Policy, PolicyProps } from '../power/policy.ts';
export type { BrokerSize } from './constructs/broker-sizes.ts';
export type { DataVolume } from './constructs/data-volume.ts';
export type { SecurityUpdates } from './constructs/host-settings.ts';
export type { KafkaBroker } from './constructs/kafka-broker.ts';
export { KafkaCluster } from './constructs/kafka-cluster.ts';
export type { KafkaClusterProps } from './constructs/kafka-cluster-props.ts';
export { KafkaHost } from './constructs/kafka-host.ts';
export type { KafkaHostProps } from './constructs/kafka-host-props.ts';
export type { KafkaService } from './constructs/kafka-service.ts';
export { MonthlyBudget, type MonthlyBudgetProps } from './constructs/monthly-budget.ts';
export { PowerSwitch, type PowerSwitchProps } from './constructs/power-switch.ts';
export { PowerTarget, type PowerTargetProps } from './constructs/power-target.ts';
export { RedisHost } from './constructs/redis-host.ts';
export type { RedisHostProps } from './constructs/redis-host-props.ts';
export type { MonthlyBudgetOptions, PublicWakeOptions } from './environments/environment-config.ts';
export type { CollectorOptions } from './environments/redis-host-options.ts';
