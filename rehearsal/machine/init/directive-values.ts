import { parseTimeSpan } from './time-span.ts';
import { splitWords } from './words.ts';

/** A directive has a value that it may not have. */
export class BadValue extends Error {}

export function badValue(allowed: string, given: string): never {
  throw new BadValue(`'${given}' must be ${allowed}`);
}

export function words(value: string): string[] {
  return (
    splitWords(value) ?? badValue('words with closed quotes and no escapes but \\" \\\' \\\\ \\$', value)
  );
}

/** Milliseconds. */
export function span(value: string): number {
  return parseTimeSpan(value) ?? badValue("a time span such as 90, 500ms, '1min 30s' or infinity", value);
}

export function wholeNumber(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : badValue('a whole number', value);
}

export function oneOf<const T extends string>(allowed: readonly T[], value: string): T {
  return allowed.find((one) => one === value) ?? badValue(`one of ${allowed.join(', ')}`, value);
}

export function yesOrNo(value: string): boolean {
  return ['yes', 'true'].includes(oneOf(['yes', 'no', 'true', 'false'], value));
}
