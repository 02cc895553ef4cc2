import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { CollectorStatus } from '../../../collector/status/collector-status.ts';
import { untilCollector } from '../../../rehearsal/day/until-collector.ts';
import { until } from '../../../rehearsal/until.ts';
import { type KeptRehearsal, PATIENCE } from '../kept-rehearsal.ts';

const COLLECTOR = 'catnap-collector.service';

/** The Redis host of a rehearsal, and what happens to it. */
export class RedisHost {
  readonly #rehearsal: KeptRehearsal;

  constructor(rehearsal: KeptRehearsal) {
    this.#rehearsal = rehearsal;
  }

  /** Waits until the collector says something of itself that a test likes. */
  untilStatus(what: string, tells: (status: CollectorStatus) => boolean): Promise<CollectorStatus> {
    const options = { what: `the collector ${what}`, timeout: PATIENCE };
    return untilCollector(this.#rehearsal.handle.collector, tells, options);
  }

  /** Waits until everything that was acknowledged is in Kafka. */
  untilDrained(): Promise<CollectorStatus> {
    return this.untilStatus(
      'has nothing left to send',
      ({ mode, pending, buffer }) => mode === 'direct' && pending.events === 0 && buffer.entries === 0,
    );
  }

  /** Waits until the collector says that it can keep its promise. */
  async untilReady(): Promise<void> {
    const look = async () =>
      (await fetch(`${await this.#rehearsal.handle.collector()}/ready`)).ok ? true : undefined;
    await until(look, { what: 'the collector is ready', timeout: PATIENCE, every: 100 });
  }

  /** Ends the collector's process, and waits until another one is ready. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const former = await this.#collectorPid();
    process.kill(former, signal);
    const another = async () => {
      const pid = await this.#collectorPid();
      return pid !== 0 && pid !== former ? true : undefined;
    };
    await until(another, { what: 'the collector runs again', timeout: PATIENCE, every: 100 });
    await this.untilReady();
  }

  /** Terminates the instance and launches another like it, as CloudFormation does when it replaces one. */
  async replace(): Promise<void> {
    const ec2 = new EC2Client(structuredClone(this.#rehearsal.handle.aws));
    const { id, userData, tags } = await this.#rehearsal.machine('redis');
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    const former = Reservations?.[0]?.Instances?.[0];
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await ec2.send(
      new RunInstancesCommand({
        MinCount: 1,
        MaxCount: 1,
        ImageId: former?.ImageId,
        InstanceType: former?.InstanceType,
        SubnetId: former?.SubnetId,
        IamInstanceProfile: { Arn: former?.IamInstanceProfile?.Arn },
        UserData: Buffer.from(userData).toString('base64'),
        TagSpecifications: [
          { ResourceType: 'instance', Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
        ],
      }),
    );
    const look = async () => {
      const machine = await this.#rehearsal.machine('redis').catch(() => undefined);
      const address = await this.#rehearsal.handle.collector();
      const { status } = await fetch(`${address}/ready`);
      return machine !== undefined && machine.id !== id && status === 200 ? true : undefined;
    };
    await until(look, { what: 'another Redis host is ready', timeout: PATIENCE, every: 200 });
  }

  async #collectorPid(): Promise<number> {
    const { id } = await this.#rehearsal.machine('redis');
    const systemctl = join(this.#rehearsal.folder, 'machines', id, 'bin', 'systemctl');
    const { stdout } = await promisify(execFile)(systemctl, [
      'show',
      '--property=MainPID',
      '--value',
      COLLECTOR,
    ]);
    return Number(stdout);
  }
}
