import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brokerEpoch, newestFirst } from '../../kafka/broker-epoch.ts';
import { batch, NOTHING, registration } from './metadata-batches.ts';

const segment = (offset: number) => `${String(offset).padStart(20, '0')}.log`;
const snapshot = (offset: number) => `${String(offset).padStart(20, '0')}-0000000003.checkpoint`;

describe('the files that tell the latest registration', () => {
  it('are the newest snapshot and what was written since, the newest first', () => {
    const names = [segment(0), snapshot(0), segment(900), snapshot(950), segment(1000), 'quorum-state'];
    expect(newestFirst(names)).toEqual([segment(1000), segment(900), snapshot(950)]);
  });

  it('are all that there are if the segment with the end of the snapshot has been deleted', () => {
    expect(newestFirst([snapshot(950), segment(1000)])).toEqual([segment(1000), snapshot(950)]);
  });

  it('are all segments where there is no snapshot yet', () => {
    expect(newestFirst([segment(0), segment(900)])).toEqual([segment(900), segment(0)]);
  });
});

describe('the epoch of a broker', () => {
  let logDirectory: string;

  beforeEach(() => {
    logDirectory = mkdtempSync(join(tmpdir(), 'catnap-epoch-'));
    mkdirSync(join(logDirectory, '__cluster_metadata-0'));
  });

  afterEach(() => rmSync(logDirectory, { recursive: true, force: true }));

  const write = (name: string, bytes: Buffer) =>
    writeFileSync(join(logDirectory, '__cluster_metadata-0', name), bytes);

  it('is in the log if it has started since the last snapshot, else in the snapshot', async () => {
    write(snapshot(50), batch(registration(1, 12n), registration(2, 14n)));
    write(segment(0), Buffer.concat([batch(NOTHING), batch(registration(2, 60n))]));
    expect(await brokerEpoch(logDirectory, 1)).toBe(12n);
    expect(await brokerEpoch(logDirectory, 2)).toBe(60n);
  });

  it('is none as long as it has never been registered', async () => {
    write(segment(0), batch(NOTHING));
    expect(await brokerEpoch(logDirectory, 1)).toBeUndefined();
  });
});
