import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strike } from '../../../rehearsal/machine/strike.ts';
import { type FakeEmulator, startFakeEmulator } from './fake-emulator.ts';

let emulator: FakeEmulator;
beforeEach(async () => {
  emulator = await startFakeEmulator();
  add('i-kafka', { 'catnap:target': 'kafka' });
  add('i-first', { 'catnap:target': 'cluster', 'catnap:broker': '1' });
  add('i-former', { 'catnap:target': 'cluster', 'catnap:broker': '2' }, 'shutting-down');
  add('i-second', { 'catnap:target': 'cluster', 'catnap:broker': '2' });
});
afterEach(() => emulator.close());

function add(id: string, tags: Record<string, string>, state = 'running'): void {
  emulator.instances.push({ id, state, userData: '', volumes: [], tags });
}

describe('a machine of a rehearsal', () => {
  it.each([
    ['i-first', 'i-first'],
    ['cluster-2', 'i-second'],
    ['kafka', 'i-kafka'],
  ])('is found as %s', async (name, id) => {
    expect(await strike(emulator.address, name, { kind: 'interrupt', seconds: 20 })).toBe(id);
    expect(emulator.strikes).toEqual([{ id, path: 'interrupt', body: { seconds: 20 } }]);
  });

  it.each([
    ['kill', { path: 'fail', body: {} }],
    ['stop', { path: 'stop', body: { code: 'Server.ScheduledStop' } }],
  ] as const)('can be struck by %s', async (kind, request) => {
    await strike(emulator.address, 'cluster-1', { kind });
    expect(emulator.strikes).toEqual([{ id: 'i-first', ...request }]);
  });

  it.each([
    [
      'cluster',
      "no running machine is called 'cluster'; those that run: i-kafka or kafka, i-first or cluster-1,",
    ],
    ['i-former', "no running machine is called 'i-former'"],
  ])('that does not run, or is called otherwise than %s, is not found', async (name, message) => {
    await expect(strike(emulator.address, name, { kind: 'kill' })).rejects.toMatchObject({
      code: 'no-such-machine',
      message: expect.stringContaining(message),
    });
  });

  it('must be named by its id when there are two for one broker', async () => {
    add('i-third', { 'catnap:target': 'cluster', 'catnap:broker': '2' });
    await expect(strike(emulator.address, 'cluster-2', { kind: 'kill' })).rejects.toMatchObject({
      message: expect.stringContaining("several running machines are called 'cluster-2'"),
    });
  });

  it('may be of a kind that this cannot befall', async () => {
    emulator.conflict = 'i-kafka is on demand: EC2 takes only spot instances back';
    await expect(strike(emulator.address, 'kafka', { kind: 'interrupt', seconds: 1 })).rejects.toMatchObject({
      code: 'refused',
      message: emulator.conflict,
    });
  });
});
