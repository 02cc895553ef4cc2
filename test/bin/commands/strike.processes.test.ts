import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CATNAP_FOLDER } from '../../../bin/paths.ts';
import { emulatedAws } from '../../../rehearsal/emulated-aws.ts';
import { type FakeEmulator, startFakeEmulator } from '../../rehearsal/machine/fake-emulator.ts';

const CATNAP = join(import.meta.dirname, '..', '..', '..', 'bin', 'catnap.ts');

/** A command line takes its time to start on a busy laptop. */
jest.setTimeout(60_000);

let emulator: FakeEmulator;
/** A rehearsal that is kept. */
let kept: string;

beforeEach(async () => {
  emulator = await startFakeEmulator();
  const tags = { 'catnap:target': 'cluster', 'catnap:broker': '2' };
  emulator.instances.push({ id: 'i-2', state: 'running', userData: '', volumes: [], tags });
  kept = mkdtempSync(join(CATNAP_FOLDER, 'rehearsal-of-a-test-'));
  const aws = emulatedAws(Number(new URL(emulator.address).port));
  writeFileSync(join(kept, 'endpoints.json'), JSON.stringify({ environment: 'rehearsal-cluster', aws }));
});
afterEach(async () => {
  rmSync(kept, { recursive: true, force: true });
  await emulator.close();
});

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function rehearse(...words: string[]): Promise<Said> {
  const argv = [CATNAP, 'rehearse', ...words, '--rehearsal', basename(kept)];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { env: { ...process.env, NODE_OPTIONS: '' } }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('catnap rehearse', () => {
  it.each([
    [
      ['interrupt', 'cluster-2'],
      'EC2 takes i-2 back in 120 s',
      { path: 'interrupt', body: { seconds: 120 } },
    ],
    [['interrupt', 'i-2', '-s', '5'], 'back in 5 s', { path: 'interrupt', body: { seconds: 5 } }],
    [['kill', 'cluster-2'], 'i-2 has lost power', { path: 'fail', body: {} }],
    [['stop', 'cluster-2'], 'AWS stops i-2', { path: 'stop', body: { code: 'Server.ScheduledStop' } }],
  ])('%j strikes that machine of a rehearsal that is kept', async (words, line, strike) => {
    expect(await rehearse(...words)).toMatchObject({ code: 0, stdout: expect.stringContaining(line) });
    expect(emulator.strikes).toEqual([{ id: 'i-2', ...strike }]);
  });

  it('says which machines there are when one is misspelt', async () => {
    expect(await rehearse('kill', 'cluster-7')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        "no running machine is called 'cluster-7'; those that run: i-2 or cluster-2",
      ),
    });
  });

  it('says why when that cannot befall a machine, with an exit code of its own', async () => {
    emulator.conflict = 'i-2 is on demand: EC2 takes only spot instances back';
    expect(await rehearse('interrupt', 'cluster-2')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(emulator.conflict),
    });
  });
});
