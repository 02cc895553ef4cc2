import { describe, expect, it } from '@jest/globals';
import { chooseVolume, type Volume } from '../../../host/volume/choose-volume.ts';

const seeker = { instanceId: 'i-1', availabilityZone: 'eu-central-1a', description: 'with the tags a=b' };

function volume(over: Partial<Volume> = {}): Volume {
  return { id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a', ...over };
}

describe('the data volume', () => {
  it('is attached if it is free', () => {
    expect(chooseVolume([volume()], seeker)).toEqual({ do: 'attach', volume: volume() });
  });

  it('is used as it is if this instance has it already', () => {
    const mine = volume({ state: 'in-use', attachedTo: 'i-1' });
    expect(chooseVolume([mine], seeker)).toEqual({ do: 'use', volume: mine });
  });

  it('is waited for while a replaced instance still has it', () => {
    const theirs = volume({ state: 'in-use', attachedTo: 'i-0' });
    expect(chooseVolume([theirs], seeker)).toMatchObject({ do: 'wait', why: 'is attached to i-0' });
  });

  it('is waited for while it is being detached from the replaced instance', () => {
    const leaving = volume({ state: 'in-use', attachedTo: 'i-0', isDetaching: true });
    expect(chooseVolume([leaving], seeker)).toMatchObject({
      do: 'wait',
      why: 'is being detached from i-0',
    });
  });

  it('is waited for, not used, while it is being detached from this instance', () => {
    const leaving = volume({ state: 'in-use', attachedTo: 'i-1', isDetaching: true });
    expect(chooseVolume([leaving], seeker)).toMatchObject({ do: 'wait' });
  });

  it('is waited for while EC2 makes it', () => {
    expect(chooseVolume([volume({ state: 'creating' })], seeker)).toMatchObject({
      do: 'wait',
      why: 'is creating',
    });
  });

  it('is missed, with what to do', () => {
    expect(() => chooseVolume([], seeker)).toThrow(
      expect.objectContaining({
        code: 'no-volume',
        message: expect.stringContaining('no data volume with the tags a=b; deploy the environment'),
      }),
    );
  });

  it('is never guessed among two: both are named', () => {
    expect(() => chooseVolume([volume(), volume({ id: 'vol-2' })], seeker)).toThrow(
      expect.objectContaining({ code: 'two-volumes', message: expect.stringContaining('vol-1 and vol-2') }),
    );
  });

  it('cannot be had from another zone', () => {
    expect(() => chooseVolume([volume({ availabilityZone: 'eu-central-1b' })], seeker)).toThrow(
      expect.objectContaining({
        code: 'volume-elsewhere',
        message: expect.stringContaining('vol-1 is in eu-central-1b, this instance in eu-central-1a'),
      }),
    );
  });
});
