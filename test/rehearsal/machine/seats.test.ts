import { describe, expect, it } from '@jest/globals';
import { clusterSeats } from '../../../rehearsal/machine/seats.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const newFolder = temporaryFolders();

describe('the seat of a broker', () => {
  it('is the same whenever it is asked for, and tells of all the others', async () => {
    const seats = clusterSeats(newFolder());
    const [first, second, again] = await Promise.all([
      seats.of('one', 1),
      seats.of('one', 2),
      seats.of('one', 1),
    ]);
    expect(again).toEqual(first);
    expect(second.peers).toEqual(first.peers);
    expect(Object.keys(first.peers)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const { CLIENT, BROKER, CONTROLLER } = second.ports;
    expect(first.peers['2']).toEqual({ host: '127.0.0.1', CLIENT, BROKER, CONTROLLER });
  });

  it('is nobody else’s', async () => {
    const seats = clusterSeats(newFolder());
    const all = await Promise.all([seats.of('two', 1), seats.of('two', 2), seats.of('three', 1)]);
    const ports = all.flatMap((seat) => Object.values(seat.ports));
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('is none for a broker that no cluster has', async () => {
    await expect(clusterSeats(newFolder()).of('four', 10)).rejects.toMatchObject({
      code: 'no-such-broker',
      message: expect.stringContaining('broker 10 of four'),
    });
  });
});
