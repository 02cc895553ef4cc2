import {
  type CommonSettingsProps,
  commonSettings,
  copies,
  ownPartitions,
  type Settings,
} from './common-settings.ts';
import { type ListenerProps, listenerSettings } from './listeners.ts';

/** What the settings of the single host depend on. */
export interface SingleHostProps
  extends ListenerProps,
    Pick<CommonSettingsProps, 'logDirectory' | 'retention'> {}

/** One host is broker and controller in one. */
const ALONE: Settings = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  // Kafka waits 3 s for more members before a new group's first assignment; here nobody has to share.
  'group.initial.rebalance.delay.ms': '0',
};

/** Settings of the one Kafka host of an environment. */
export function singleHostSettings({ logDirectory, retention, ...listeners }: SingleHostProps): Settings {
  return {
    ...ALONE,
    ...copies(1, 1),
    ...ownPartitions(4),
    ...listenerSettings(listeners),
    ...commonSettings({ logDirectory, retention, metricsPort: listeners.ports.METRICS }),
  };
}
