import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { pageTables } from '../../../cost/interruptions/page-tables.ts';
import { PAGE_RUNS } from '../../../cost/interruptions/result-tables.ts';
import { fillPage } from '../../../cost/text/fill-page.ts';

it('docs/interruptions.md shows what the simulation gives (else: catnap cost interruptions --page)', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/interruptions.md'), 'utf8');
  expect(page).toBe(fillPage(page, pageTables(PAGE_RUNS)));
});
