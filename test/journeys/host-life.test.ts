import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client, ModifyVolumeCommand } from '@aws-sdk/client-ec2';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActivityReport } from '../../power/items.ts';
import { hostParameter } from '../../power/names.ts';
import { DynamoStore } from '../../power/store/dynamo-store.ts';
import { until } from '../../rehearsal/until.ts';
import { type EmulatedMachine, type KeptRehearsal, keepRehearsal, PATIENCE } from './kept-rehearsal.ts';

const SETTINGS = hostParameter('rehearsal', 'kafka');
const GIBIBYTE = 1024 ** 3;
const TOPIC = 'orders';
const GROUP = 'shop';

let rehearsal: KeptRehearsal;
let machine: EmulatedMachine;

beforeAll(async () => {
  rehearsal = await keepRehearsal();
  machine = await rehearsal.machine('kafka');
}, 2 * PATIENCE);

afterAll(async () => {
  await rehearsal?.close();
}, PATIENCE);

/** For an AWS client, which writes notes of its own into what it is given. */
const aws = () => structuredClone(rehearsal.handle.aws);

async function settings(): Promise<{ readonly table: string }> {
  const answer = await new SSMClient(aws()).send(new GetParameterCommand({ Name: SETTINGS }));
  return JSON.parse(answer.Parameter?.Value ?? '');
}

/** Waits for a report of the host that a test likes. */
async function report(what: string, wanted: (report: ActivityReport) => boolean): Promise<ActivityReport> {
  const store = new DynamoStore(new DynamoDBClient(aws()), (await settings()).table);
  const look = async () => {
    const found = (await store.read('kafka')).get(`activity#${machine.id}`);
    return found !== undefined && wanted(found) ? found : undefined;
  };
  return until(look, { what: `the host reports ${what}`, timeout: PATIENCE, every: 200 });
}

/** A file of the machine. */
const file = (path: string): string => join(rehearsal.folder, 'machines', machine.id, path);

async function retention(): Promise<number> {
  const properties = await readFile(file('root/run/catnap/server.properties'), 'utf8');
  return Number(/^log\.retention\.bytes=(\d+)$/m.exec(properties)?.[1]);
}

/** The stories follow one another on one host. */
describe('a host through its life', () => {
  it(
    'reads new settings and takes a volume that has grown, at its next boot',
    async () => {
      const [volume = { id: '', sizeGb: 0 }] = machine.volumes.filter(({ device }) => device === '/dev/sdf');
      const before = await report('its disk', ({ detail }) => detail.disk !== undefined);
      expect(before.detail.disk?.sizeBytes).toBe(volume.sizeGb * GIBIBYTE);
      const kept = await retention();

      await rehearsal.ask('person', 'POST', '/sleep');
      await rehearsal.untilState('asleep');
      const Value = JSON.stringify({ ...(await settings()), waitForLag: [GROUP], securityUpdates: 'daily' });
      await new SSMClient(aws()).send(new PutParameterCommand({ Name: SETTINGS, Value, Overwrite: true }));
      const Size = 2 * volume.sizeGb;
      await new EC2Client(aws()).send(new ModifyVolumeCommand({ VolumeId: volume.id, Size }));
      await rehearsal.ask('person', 'POST', '/wake', { minutes: 5 });
      await rehearsal.untilState('online');

      await report('a larger disk', ({ detail }) => detail.disk?.sizeBytes === Size * GIBIBYTE);
      expect(await retention()).toBeGreaterThan(1.5 * kept);
      const isActive = ['is-active', 'catnap-security-updates.timer'];
      expect(await promisify(execFile)(file('bin/systemctl'), isActive)).toMatchObject({
        stdout: 'active\n',
      });
    },
    2 * PATIENCE,
  );

  it(
    'says how far a group is behind that is waited for, until it has read everything',
    async () => {
      await rehearsal.apache.createTopic(TOPIC);
      await rehearsal.apache.produce(TOPIC, ['tea', 'milk', 'bread']);
      await rehearsal.apache.consumeInGroup(TOPIC, GROUP, 1);
      await report('a lag of two', ({ lag }) => lag?.[GROUP] === 2);
      await rehearsal.apache.consumeInGroup(TOPIC, GROUP, 2);
      await report('no lag', ({ lag }) => lag === undefined);
    },
    PATIENCE,
  );
});
