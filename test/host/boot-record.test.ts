import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readBootRecord, writeBootRecord } from '../../host/boot-record.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const RECORD = {
  bootId: 'boot-1',
  instanceId: 'i-1',
  settings: {
    target: 'kafka',
    table: 't',
    dataVolume: {},
    reportEvery: 20,
    waitForLag: ['shop'],
    securityUpdates: 'daily',
    kafka: { security: 'open' },
  },
  steps: { agentAt: '2026-11-21T03:00:20.000Z' },
  programs: 'abc',
} as const;

describe('the record of a boot', () => {
  it('is what the boot wrote', async () => {
    const file = join(temporaryFolder(), 'run/boot.json');
    await writeBootRecord(file, RECORD);
    expect(await readBootRecord(file)).toEqual(RECORD);
  });

  it('that earlier programs wrote does for newer ones, which were installed after the boot', async () => {
    const file = join(temporaryFolder(), 'boot.json');
    const { waitForLag: _, securityUpdates: __, ...earlier } = RECORD.settings;
    writeFileSync(file, JSON.stringify({ ...RECORD, settings: earlier }));
    const { settings } = await readBootRecord(file);
    expect(settings).toEqual({ ...earlier, waitForLag: [], securityUpdates: 'off' });
  });

  it('is missed where no boot has been, with what to do', async () => {
    await expect(readBootRecord(join(temporaryFolder(), 'boot.json'))).rejects.toMatchObject({
      code: 'not-booted',
      message: expect.stringContaining('see its journal'),
    });
  });
});
