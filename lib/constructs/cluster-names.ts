/** The private zone of a cluster: what is below it is known within the VPC only. */
export function clusterZoneName(environmentName: string, target: string): string {
  return `${target}.${environmentName}.catnap.internal`;
}

/** A broker's name in that zone, whichever instance it runs on; the host upserts it (host/cluster). */
export function brokerHostName(node: number, zoneName: string): string {
  return `broker-${node}.${zoneName}`;
}

/** What the settings, programs and rights of a broker's host are called. */
export function brokerRole(target: string, node: number): string {
  return `${target}-${node}`;
}
