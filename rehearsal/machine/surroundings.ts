import { delimiter, join } from 'node:path';
import { ACCOUNT, REGION } from '../emulated-aws.ts';
import type { InstanceMetadata } from '../metadata-service/metadata-tree.ts';
import type { Instance } from './instance.ts';
import type { Layout } from './layout.ts';
import type { Ports } from './ports.ts';
import type { Seat } from './seats.ts';

/** What the metadata service says of the machine. */
export function metadataOf(instance: Instance): InstanceMetadata {
  return {
    instanceId: instance.id,
    instanceType: instance.type,
    market: instance.market,
    // What a host advertises as its address must lead to it from anywhere on the laptop.
    localHostname: 'localhost',
    localIpv4: '127.0.0.1',
    availabilityZone: instance.availabilityZone,
    region: REGION,
    accountId: ACCOUNT,
    session: instance.session,
  };
}

/** The environment of everything that runs on the machine; nothing of the laptop's own gets in but where programs are. */
export function environmentOf(
  { root, bin }: Layout,
  ports: Ports,
  metadataAddress: string,
  awsEndpoint: string,
  peers?: Seat['peers'],
): Record<string, string> {
  return {
    PATH: [join(root, 'usr', 'local', 'bin'), bin, process.env['PATH'] ?? ''].join(delimiter),
    HOME: join(root, 'root'),
    LANG: 'C.UTF-8',
    TMPDIR: join(root, 'tmp'),
    CATNAP_ROOT: root,
    CATNAP_PORTS: JSON.stringify(ports),
    ...(peers === undefined ? {} : { CATNAP_PEERS: JSON.stringify(peers) }),
    AWS_EC2_METADATA_SERVICE_ENDPOINT: metadataAddress,
    AWS_ENDPOINT_URL: awsEndpoint,
  };
}
