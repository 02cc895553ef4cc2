import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { WAIVERS } from '../../../lib/constructs/waivers.ts';

const SECURITY = join(import.meta.dirname, '..', '..', '..', 'docs', 'security.md');

describe('waivers', () => {
  it('are told in docs/security.md with the reasons that they have', () => {
    const [, chapter = ''] = readFileSync(SECURITY, 'utf8').split('\n## Waivers\n');
    const rows = chapter.split('\n').filter((line) => line.startsWith('| `'));
    const told = rows.map((row) => row.split(' | ')[2]?.replace(/ \|$/, '').replaceAll('`', ''));
    expect(told.sort()).toEqual(
      Object.values(WAIVERS)
        .map(({ reason }) => reason)
        .sort(),
    );
  });
});
