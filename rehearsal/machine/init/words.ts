/** What a backslash may stand before. */
const ESCAPED = /\\(["'\s$\\])/;
/** A part of a word: an escaped character, what is in double or in single quotes, or plain text. */
const PART = new RegExp(
  `${ESCAPED.source}|"((?:${ESCAPED.source.replace(/[()]/g, '')}|[^"\\\\])*)"|'([^']*)'|([^\\s"'\\\\]+)`,
  'g',
);
const WORD = new RegExp(`(?:${PART.source})+`, 'g');

/**
 * Splits at white space like systemd.syntax(7): single and double quotes keep words together, a backslash takes the
 * next quote, blank, dollar or backslash as it is, except within single quotes.
 *
 * @returns undefined when a quote is left open, or at an escape sequence other than those
 */
export function splitWords(text: string): string[] | undefined {
  if (text.replaceAll(WORD, '').trim() !== '') return undefined;
  return [...text.matchAll(WORD)].map(([word]) =>
    word.replaceAll(
      PART,
      (_, escaped?: string, double?: string, single?: string, plain?: string) =>
        escaped ?? double?.replaceAll(new RegExp(ESCAPED, 'g'), '$1') ?? single ?? plain ?? '',
    ),
  );
}
