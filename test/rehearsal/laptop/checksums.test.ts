import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  checksumsOf,
  formatChecksums,
  parseChecksums,
  requireSame,
} from '../../../rehearsal/laptop/checksums.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const temporaryFolder = temporaryFolders();

describe("the checksums of Kafka's jars", () => {
  it('are those that sha256sum prints, and survive being written and read', async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, 'a.jar'), 'hello\n');
    const sums = await checksumsOf(folder, ['a.jar']);
    expect(sums.get('a.jar')).toBe('5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03');
    expect(parseChecksums(formatChecksums(sums))).toEqual(sums);
  });

  it('name every file that differs, is missing or was not expected', () => {
    const pinned = parseChecksums('aa  one.jar\nbb  two.jar\n');
    expect(() => requireSame(pinned, parseChecksums('aa  one.jar\nbb  two.jar\n'))).not.toThrow();
    expect(() => requireSame(pinned, parseChecksums('ff  one.jar\ncc  three.jar\n'))).toThrow(
      expect.objectContaining({
        code: 'checksum-differs',
        message: expect.stringMatching(
          /one\.jar: expected aa, found ff\nthree\.jar: not expected\ntwo\.jar: missing/,
        ),
      }),
    );
  });
});
