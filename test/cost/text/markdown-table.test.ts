import { expect, it } from '@jest/globals';
import { markdownTable } from '../../../cost/text/markdown-table.ts';

it('writes a table as Markdown', () => {
  expect(
    markdownTable(
      ['type', 'dollars'],
      [
        ['t3.small', '1.00'],
        ['t3.large', '4.00'],
      ],
    ),
  ).toBe('| type | dollars |\n| --- | --- |\n| t3.small | 1.00 |\n| t3.large | 4.00 |');
});
