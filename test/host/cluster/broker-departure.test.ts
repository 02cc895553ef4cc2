import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brokerDeparture } from '../../../host/cluster/broker-departure.ts';
import { howBrokerStopped } from '../../../host/cluster/departure-record.ts';
import type { Departure } from '../../../host/departure.ts';
import { InstanceMetadata } from '../../../host/instance-metadata.ts';
import { type HostPaths, hostPaths } from '../../../host/paths.ts';
import type { Volume } from '../../../host/volume/choose-volume.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { type FakeCommand, fakeCommands } from '../fake-commands.ts';
import { fakeMetadata, wellAnswer } from '../fake-metadata.ts';

const temporaryFolder = temporaryFolders();
const MINE: Volume = {
  id: 'vol-1',
  state: 'in-use',
  availabilityZone: 'eu-central-1a',
  attachedTo: 'i-1',
};

let service: Awaited<ReturnType<typeof fakeMetadata>>;
let paths: HostPaths;
/** What EC2 finds, and what was done to it. */
let volumes: Volume[];
let done: string[];

beforeEach(async () => {
  service = await fakeMetadata(wellAnswer);
  paths = hostPaths(temporaryFolder());
  volumes = [MINE];
  done = [];
});

afterEach(() => service.close());

function departure(special: Readonly<Record<string, FakeCommand>> = {}): Departure {
  const { run } = fakeCommands({ findmnt: () => ({ exitCode: 0 }), ...special });
  return brokerDeparture({
    instanceId: 'i-1',
    paths,
    metadata: new InstanceMetadata({ endpoint: service.endpoint, patience: 0 }),
    run: (program, args) => {
      if (program === 'umount') done.push('umount');
      return run(program, args);
    },
    volume: { volumeId: 'vol-1' },
    volumes: () =>
      Promise.resolve({
        find: () => Promise.resolve(volumes),
        attach: () => Promise.reject(new Error('a departure attaches nothing')),
        detach: (id, from) => Promise.resolve(void done.push(`detach ${id} from ${from}`)),
      }),
    group: () => Promise.resolve({ replace: (id) => Promise.resolve(void done.push(`replace ${id}`)) }),
  });
}

const mounted: FakeCommand = () => ({ exitCode: 0 });
const unmounted: FakeCommand = () => ({ exitCode: 1 });

describe('the departure of a broker', () => {
  it('unmounts the volume before it has it detached, and has the instance replaced', async () => {
    const leaving = departure({ findmnt: mounted, umount: mounted });
    await leaving.release();
    await leaving.terminate();
    expect(done).toEqual(['umount', 'detach vol-1 from i-1', 'replace i-1']);
  });

  it('never detaches what it cannot unmount', async () => {
    const busy: FakeCommand = () => ({ exitCode: 32, stderr: 'target is busy' });
    await expect(departure({ umount: busy }).release()).rejects.toMatchObject({ code: 'command-failed' });
    expect(done).toEqual(['umount']);
  });

  it('leaves alone what is not there any more, or is the next instance’s already', async () => {
    volumes = [{ ...MINE, attachedTo: 'i-2' }];
    await departure({ findmnt: unmounted }).release();
    expect(done).toEqual([]);
  });

  it('is called for by nobody, as a rule', async () => {
    expect(await departure().outlook()).toEqual({});
  });

  it('that an agent has begun is known to the next one, with how Kafka ended', async () => {
    const first = departure();
    await first.begin('it is renewed');
    await first.ended('clean');
    const second = departure();
    expect(await second.outlook()).toEqual({ leave: 'it is renewed' });
    await second.begin('EC2 takes this spot instance back');
    await second.ended('unclean');
    expect(await second.outlook()).toEqual({ leave: 'it is renewed' });
    expect(await howBrokerStopped(paths)).toBe('clean');
  });

  it('that is only begun says nothing of how Kafka ended', async () => {
    await departure().begin('it is renewed');
    expect(await howBrokerStopped(paths)).toBe('unclean');
  });
});
