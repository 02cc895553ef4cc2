import type { AddressRecords } from './address-records.ts';

/** What only a broker of a cluster asks of AWS when it boots. */
export interface ClusterServices {
  /** Id of the instance's availability zone. @throws HostError `metadata-unreachable`, `metadata-denied` */
  readonly zoneId: () => Promise<string>;
  /** Loaded only where it is wanted. */
  readonly addresses: () => Promise<AddressRecords>;
}
