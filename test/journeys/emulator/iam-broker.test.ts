import {
  AutoScalingClient,
  SetDesiredCapacityCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type RRType,
} from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { groupTemplate } from './group-template.ts';
import { deleteStack, deployStack, type Outputs } from './stack.ts';

const STACK = 'Cluster';
const NAME = 'broker-1.cluster.dev.catnap.internal';

let emulator: TestEmulator;
let outputs: Outputs;
const closing: { destroy(): void }[] = [];
/** As the broker's role. */
let broker: { id: string; scaling: AutoScalingClient; route53: Route53Client };
let owner: Route53Client;

function keep<T extends { destroy(): void }>(client: T): T {
  closing.push(client);
  return client;
}

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 });
  outputs = await deployStack(emulator.aws, STACK, groupTemplate());
  owner = keep(new Route53Client(structuredClone(emulator.aws)));
  await keep(new AutoScalingClient(structuredClone(emulator.aws))).send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName: outputs.Group, DesiredCapacity: 1 }),
  );
  const { id, session } = await until(
    async () => (await emulator.machines()).find(({ state }) => state === 'running'),
    { what: 'the broker runs', timeout: 10_000, every: 20 },
  );
  const as = () => ({
    ...emulator.aws,
    maxAttempts: 1,
    credentials: {
      accessKeyId: session?.accessKeyId ?? '',
      secretAccessKey: session?.secretAccessKey ?? '',
      sessionToken: session?.token ?? '',
    },
  });
  broker = { id, scaling: keep(new AutoScalingClient(as())), route53: keep(new Route53Client(as())) };
});

afterAll(async () => {
  for (const client of closing) client.destroy();
  await emulator?.stop();
});

const change = (
  Name: string,
  Type: RRType,
  Value: string,
  Action: ChangeAction = 'UPSERT',
  by = broker.route53,
) =>
  by.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: outputs.Zone,
      ChangeBatch: {
        Changes: [{ Action, ResourceRecordSet: { Name, Type, TTL: 10, ResourceRecords: [{ Value }] } }],
      },
    }),
  );

async function addresses(): Promise<unknown> {
  const command = new ListResourceRecordSetsCommand({ HostedZoneId: outputs.Zone });
  const { ResourceRecordSets = [] } = await owner.send(command);
  return ResourceRecordSets.filter(({ Type }) => Type === 'A').map(({ Name, TTL, ResourceRecords }) => ({
    Name,
    TTL,
    values: ResourceRecords?.map(({ Value }) => Value),
  }));
}

describe('the private zone of a cluster', () => {
  it('is private to its network', async () => {
    const { HostedZone, VPCs } = await owner.send(new GetHostedZoneCommand({ Id: outputs.Zone }));
    expect(HostedZone?.Config?.PrivateZone).toBe(true);
    expect(VPCs).toEqual([{ VPCId: outputs.Vpc, VPCRegion: 'us-east-1' }]);
  });

  it('takes the address of a broker from the broker, again and again, in capitals too', async () => {
    await change(NAME, 'A', '10.7.16.4');
    await change('Broker-1.cluster.dev.catnap.internal.', 'A', '10.7.16.5');
    expect(await addresses()).toContainEqual({
      Name: expect.stringMatching(/^broker-1\./i),
      TTL: 10,
      values: ['10.7.16.5'],
    });
  });

  it.each([
    ['record of another name', () => change('broker-2.cluster.dev.catnap.internal', 'A', '10.7.16.4')],
    ['record of another type', () => change(NAME, 'CNAME', 'example.org')],
  ])('takes no %s from it', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('the group of a broker', () => {
  it('takes no other size from it', async () => {
    await expect(
      broker.scaling.send(
        new SetDesiredCapacityCommand({ AutoScalingGroupName: outputs.Group, DesiredCapacity: 0 }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('the broker', () => {
  it('may have itself terminated', async () => {
    const { Activity } = await broker.scaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: broker.id,
        ShouldDecrementDesiredCapacity: false,
      }),
    );
    expect(Activity?.StatusCode).toBe('InProgress');
  });
});

describe('the stack of a cluster', () => {
  it('does not go while its zone has records of brokers', async () => {
    await expect(deleteStack(emulator.aws, STACK)).rejects.toThrow(/HostedZoneNotEmpty|DELETE_FAILED/);
  });
});
