import {
  ChangeResourceRecordSetsCommand,
  type ResourceRecordSet,
  Route53Client,
  type Route53ClientConfig,
} from '@aws-sdk/client-route-53';
import { HostError } from '../errors.ts';

/** Seconds for which others may believe an address. A broker's changes only when its instance is replaced. */
export const ADDRESS_LIFE = 10;

/** The names of a private zone. */
export interface AddressRecords {
  /** Makes the name mean this address, whatever it meant before. @param zoneId Route 53's id of the zone */
  point(zoneId: string, name: string, address: string): Promise<void>;
}

/** @throws from its functions: HostError `aws-failed` */
export function route53Records(config: Route53ClientConfig): AddressRecords {
  const client = new Route53Client(config);
  return {
    async point(HostedZoneId, Name, Value) {
      const ResourceRecordSet: ResourceRecordSet = {
        Name,
        Type: 'A',
        TTL: ADDRESS_LIFE,
        ResourceRecords: [{ Value }],
      };
      try {
        await client.send(
          new ChangeResourceRecordSetsCommand({
            HostedZoneId,
            ChangeBatch: { Changes: [{ Action: 'UPSERT', ResourceRecordSet }] },
          }),
        );
      } catch (cause) {
        throw new HostError(
          'aws-failed',
          `Cannot make ${Name} mean ${Value} in the private zone ${HostedZoneId}; the instance's role allows it only for its cluster's own zone.`,
          { cause },
        );
      }
    },
  };
}
