import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Volume } from '../../../host/volume/choose-volume.ts';
import type { Volumes } from '../../../host/volume/ec2-volumes.ts';
import { type DeviceProps, findDevice } from '../../../host/volume/find-device.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const TAGGED = { tags: { 'catnap:environment': 'dev', 'catnap:target': 'kafka' } };

/** EC2 with volumes; an attached one appears below /dev under the given name. */
class FakeVolumes implements Volumes {
  readonly asked: unknown[] = [];
  readonly attached: unknown[] = [];
  /** Why EC2 refuses the next attempts to attach. */
  readonly refusals: string[] = [];
  volumes: Volume[];
  readonly #device: string;

  constructor(device: string, volumes: Volume[]) {
    this.volumes = volumes;
    this.#device = device;
  }

  find(wanted: unknown): Promise<Volume[]> {
    this.asked.push(wanted);
    return Promise.resolve(this.volumes);
  }

  attach(volumeId: string, instanceId: string, device: string): Promise<string | undefined> {
    const busy = this.refusals.shift();
    if (busy !== undefined) return Promise.resolve(busy);
    this.attached.push([volumeId, instanceId, device]);
    touch(this.#device);
    return Promise.resolve(undefined);
  }

  detach(): Promise<void> {
    return Promise.reject(new Error('a boot detaches nothing'));
  }
}

function touch(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
}

function host(volumes: Partial<Volume>[], deviceName = 'disk/by-id/nvme-Amazon_Elastic_Block_Store_vol1') {
  const devices = join(temporaryFolder(), 'dev');
  const device = join(devices, deviceName);
  const ec2 = new FakeVolumes(
    device,
    volumes.map((over) => ({ id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a', ...over })),
  );
  const props: DeviceProps = {
    volume: TAGGED,
    label: 'catnap-kafka',
    instanceId: 'i-1',
    availabilityZone: 'eu-central-1a',
    devices,
    volumes: () => Promise.resolve(ec2),
    patience: 200,
    pause: 5,
  };
  return { devices, device, ec2, props };
}

/** An attached volume whose file system has our label: its device, and the links to it that udev makes. */
function labelledVolume(devices: string, byId?: string): string {
  touch(join(devices, 'nvme1n1'));
  const links = ['disk/by-label/catnap-kafka', ...(byId === undefined ? [] : [`disk/by-id/${byId}`])];
  for (const link of links) {
    mkdirSync(dirname(join(devices, link)), { recursive: true });
    symlinkSync('../../nvme1n1', join(devices, link));
  }
  return join(devices, 'disk/by-label/catnap-kafka');
}

describe("the data volume's device", () => {
  it('is found by its label without asking EC2, on every boot but the first', async () => {
    const { devices, props } = host([]);
    const labelled = join(devices, 'disk/by-label/catnap-kafka');
    touch(labelled);
    const volumes = () => Promise.reject(new Error('EC2 was asked'));
    expect(await findDevice({ ...props, volumes })).toBe(labelled);
  });

  it('appears under its id after the volume with the tags was attached', async () => {
    const { device, ec2, props } = host([{}]);
    expect(await findDevice(props)).toBe(device);
    expect(ec2.asked).toEqual([TAGGED]);
    expect(ec2.attached).toEqual([['vol-1', 'i-1', '/dev/sdf']]);
  });

  it('appears as it was asked for on types without NVMe', async () => {
    const { device, props } = host([{}], 'sdf');
    expect(await findDevice(props)).toBe(device);
  });

  it('is that of the volume to adopt, if one is named', async () => {
    const { ec2, props } = host([{}]);
    await findDevice({ ...props, volume: { volumeId: 'vol-1' } });
    expect(ec2.asked).toEqual([{ volumeId: 'vol-1' }]);
  });

  it('is found by its label when the settings name the volume that it is on, too', async () => {
    const { devices, ec2, props } = host([]);
    const labelled = labelledVolume(devices, 'nvme-Amazon_Elastic_Block_Store_vol0a1');
    expect(await findDevice({ ...props, volume: { volumeId: 'vol-0a1' } })).toBe(labelled);
    expect(ec2.asked).toEqual([]);
  });

  it('is not that of another volume than the settings name: both are named, and nothing is attached', async () => {
    const { devices, ec2, props } = host([{ id: 'vol-0b2' }]);
    labelledVolume(devices, 'nvme-Amazon_Elastic_Block_Store_vol0a1');
    touch(join(devices, 'disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0b2'));
    await expect(findDevice({ ...props, volume: { volumeId: 'vol-0b2' } })).rejects.toMatchObject({
      code: 'other-volume',
      message: expect.stringMatching(/vol-0b2 as dataVolumeId, but vol-0a1 .* is attached/),
    });
    expect(ec2.attached).toEqual([]);
  });

  it('is taken by its label where the device does not tell whose it is: on types without NVMe', async () => {
    const { devices, props } = host([]);
    const labelled = labelledVolume(devices);
    expect(await findDevice({ ...props, volume: { volumeId: 'vol-0b2' } })).toBe(labelled);
  });

  it('is not attached twice', async () => {
    const { device, ec2, props } = host([{ state: 'in-use', attachedTo: 'i-1' }]);
    touch(device);
    expect(await findDevice(props)).toBe(device);
    expect(ec2.attached).toEqual([]);
  });

  it('is waited for until another instance has let go of the volume', async () => {
    const { device, ec2, props } = host([{ state: 'in-use', attachedTo: 'i-0' }]);
    const waited: string[] = [];
    const onWait = (why: string) => Promise.resolve(void waited.push(why));
    const found = findDevice({ ...props, onWait, patience: 60_000 });
    while (ec2.asked.length < 3) await new Promise(setImmediate);
    expect(new Set(waited)).toEqual(new Set(['vol-1 is attached to i-0']));
    ec2.volumes = [{ id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a' }];
    expect(await found).toBe(device);
  });

  it('is waited for if somebody else takes the volume between the look and the attempt', async () => {
    const { device, ec2, props } = host([{}]);
    ec2.refusals.push('vol-1 is already attached to an instance');
    const waited: string[] = [];
    const onWait = (why: string) => Promise.resolve(void waited.push(why));
    expect(await findDevice({ ...props, onWait, patience: 60_000 })).toBe(device);
    expect(waited).toEqual(['vol-1 cannot be attached yet: vol-1 is already attached to an instance']);
  });

  it('is missed, with the tags that were looked for', async () => {
    const { props } = host([]);
    await expect(findDevice(props)).rejects.toMatchObject({
      code: 'no-volume',
      message: expect.stringContaining('with the tags catnap:environment=dev, catnap:target=kafka'),
    });
  });

  it('is not to be had while another instance keeps the volume, which is named', async () => {
    const { props } = host([{ state: 'in-use', attachedTo: 'i-0' }]);
    await expect(findDevice(props)).rejects.toMatchObject({
      code: 'volume-busy',
      message: expect.stringContaining('vol-1 is attached to i-0'),
    });
  });

  it('is not guessed among two volumes', async () => {
    const { ec2, props } = host([{}, { id: 'vol-2' }]);
    await expect(findDevice(props)).rejects.toMatchObject({ code: 'two-volumes' });
    expect(ec2.attached).toEqual([]);
  });

  it('is missed if it never appears', async () => {
    const { device, props } = host([{ state: 'in-use', attachedTo: 'i-1' }]);
    await expect(findDevice(props)).rejects.toMatchObject({ code: 'no-device' });
    expect(existsSync(device)).toBe(false);
  });
});
