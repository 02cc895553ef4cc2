import { clusterId } from '../../kafka/cluster-id.ts';
import { clusterSettings } from '../../kafka/cluster-settings.ts';
import { initialControllers } from '../../kafka/initial-controllers.ts';
import { directoryParameter } from '../../power/names.ts';
import { writeFilesOf } from '../kafka-files.ts';
import type { Role, RoleProps } from '../role.ts';
import type { BrokerSettings } from '../settings.ts';
import { ADDRESS_LIFE } from './address-records.ts';
import { prepareBrokerDirectory } from './broker-log-directory.ts';
import { bootstrapOf, brokerName, peersOf } from './peers.ts';

/** A broker of a cluster: its name pointed at this instance, its own volume found by its node id, its own log directory. */
export function brokerRole(props: RoleProps<BrokerSettings>): Role {
  const { host, paths, identity, settings, parameters, cluster, run } = props;
  const { environment, role, ports } = host;
  const { accountId: account, address } = identity;
  const { target, kafka } = settings;
  const { node, zone } = settings.cluster;
  const peers = peersOf(settings.cluster, host.peers);
  const owner = { account, environment, target };
  return {
    label: 'catnap-kafka',
    bootstrap: bootstrapOf(peers),
    async prepare(diskBytes, rendered) {
      const [rack, records] = await Promise.all([cluster.zoneId(), cluster.addresses()]);
      const { security } = kafka;
      await writeFilesOf(paths, {
        diskBytes,
        settings: (log) => clusterSettings({ ...log, node, peers, address, ports, rack, security }),
        nameLife: ADDRESS_LIFE,
      });
      rendered();
      await prepareBrokerDirectory({
        run,
        paths,
        parameters,
        parameter: directoryParameter(environment, role),
        clusterId: clusterId(owner),
        node,
        controllers: initialControllers(owner, peers),
      });
      // Not before the data is here: until then the instance that is replaced may still serve under the name.
      await records.point(zone.id, brokerName(node, zone.name), address);
    },
  };
}
