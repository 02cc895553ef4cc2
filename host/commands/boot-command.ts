import { SSMClient } from '@aws-sdk/client-ssm';
import { awsClientConfig } from '../aws-client-config.ts';
import { boot } from '../boot.ts';
import { hostEnvironment } from '../environment.ts';
import { readIdentity, readZoneId } from '../identity.ts';
import { InstanceMetadata } from '../instance-metadata.ts';
import { ssmParameters } from '../parameters.ts';
import { tryCommand } from '../run-command.ts';

/** Somebody waits for the boot, but nothing else will try again: with the SDK's pauses this lasts about a minute. */
const ATTEMPTS = 8;

/** `agent boot` */
export async function bootCommand(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = hostEnvironment(variables);
  const config = awsClientConfig(host.region, ATTEMPTS);
  const metadata = new InstanceMetadata({ endpoint: variables['AWS_EC2_METADATA_SERVICE_ENDPOINT'] });
  await boot({
    host,
    identity: () => readIdentity(metadata),
    parameters: ssmParameters(new SSMClient(config)),
    volumes: async () => (await import('../volume/ec2-volumes.ts')).ec2Volumes(config),
    cluster: {
      zoneId: () => readZoneId(metadata),
      addresses: async () => (await import('../cluster/address-records.ts')).route53Records(config),
    },
    openStore: async (table) => (await import('../open-store.ts')).openStore(host.region, table),
    run: tryCommand,
    clock: () => new Date(),
    log: console.error,
  });
}
