import { CostError } from '../errors.ts';

/**
 * A Markdown page with these tables between its markers, `<!-- begin <name> -->` and `<!-- end <name> -->`; the rest of
 * the page stays as it is.
 *
 * @throws CostError 'no-marker' if the page has no place for one of them.
 */
export function fillPage(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
    const [before, rest] = halves(text, begin);
    const [, after] = halves(rest, end);
    return `${before}${begin}\n\n${table}\n\n${end}${after}`;
  }, page);
}

function halves(text: string, marker: string): [before: string, after: string] {
  const at = text.indexOf(marker);
  if (at < 0) {
    throw new CostError(
      'no-marker',
      `the page has no ${marker} where it should: put it back around the table`,
    );
  }
  return [text.slice(0, at), text.slice(at + marker.length)];
}
