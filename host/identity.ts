import type { InstanceMetadata } from './instance-metadata.ts';

/** What a host needs to know about itself. */
export interface Identity {
  readonly instanceId: string;
  readonly accountId: string;
  readonly availabilityZone: string;
  /** Private DNS name; it survives stop and start. */
  readonly hostname: string;
  /** Private IPv4 address; so does this. */
  readonly address: string;
}

/** @throws HostError `metadata-unreachable`, `metadata-denied` */
export async function readIdentity(metadata: InstanceMetadata): Promise<Identity> {
  const [document, hostname] = await Promise.all([
    metadata.read('dynamic/instance-identity/document'),
    metadata.read('meta-data/local-hostname'),
  ]);
  return { ...parseDocument(document), hostname };
}

/**
 * The id of the instance's availability zone, such as `euc1-az2`: unlike the zone's name it means the same zone in every
 * account, so consumers of others can read nearby too.
 *
 * @throws HostError `metadata-unreachable`, `metadata-denied`
 */
export function readZoneId(metadata: InstanceMetadata): Promise<string> {
  return metadata.read('meta-data/placement/availability-zone-id');
}

function parseDocument(json: string): Omit<Identity, 'hostname'> {
  // AWS documents these four as always present (EC2 User Guide, "Instance identity documents").
  const { instanceId, accountId, availabilityZone, privateIp } = JSON.parse(json);
  return { instanceId, accountId, availabilityZone, address: privateIp };
}
