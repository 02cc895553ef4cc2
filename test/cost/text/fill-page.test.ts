import { describe, expect, it } from '@jest/globals';
import { fillPage } from '../../../cost/text/fill-page.ts';

const PAGE = 'Before.\n\n<!-- begin sums -->\nold\n<!-- end sums -->\n\nAfter.\n';

describe('a page with a place for a table', () => {
  it('gets the table between its markers and keeps the rest', () => {
    expect(fillPage(PAGE, { sums: '| 1 |' })).toBe(
      'Before.\n\n<!-- begin sums -->\n\n| 1 |\n\n<!-- end sums -->\n\nAfter.\n',
    );
  });

  it('is the same when it is filled again', () => {
    const filled = fillPage(PAGE, { sums: '| 1 |' });
    expect(fillPage(filled, { sums: '| 1 |' })).toBe(filled);
  });

  it.each([
    ['has no marker', 'Before.'],
    ['has no end', 'Before.\n<!-- begin sums -->\n'],
    ['ends before it begins', '<!-- end sums -->\n<!-- begin sums -->'],
  ])('is refused if it %s', (_, page) => {
    expect(() => fillPage(page, { sums: '' })).toThrow(expect.objectContaining({ code: 'no-marker' }));
  });
});
