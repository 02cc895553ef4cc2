/** The closed list of what people are told of although no state changes. */
export type AlarmCode = 'max-awake' | 'two-instances' | 'disk-nearly-full' | 'clock-ahead' | BrokersAlarmCode;

/** Those of clusters alone. */
export type BrokersAlarmCode = 'broker-down' | 'on-demand' | 'on-demand-cap';

/** Something that people should know of and that does not go away by itself. */
export interface Alarm {
  readonly code: AlarmCode;
  /** A sentence with figures, and what to do. */
  readonly text: string;
}
