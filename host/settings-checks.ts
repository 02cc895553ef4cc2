import { HostError } from './errors.ts';

/** A report counts as stale after three minutes. */
const LONGEST_REPORT_INTERVAL = 60;

export type Checks = ReturnType<typeof checks>;

/**
 * What values of an SSM parameter are held against. Each check gives the value back.
 *
 * @param name of the parameter, for messages
 * @param json its value
 * @param example what it should look like
 * @throws from its functions: HostError `bad-settings`
 */
export function checks(name: string, json: string, example: object) {
  const wrong = (what: string, cause?: unknown): HostError =>
    new HostError(
      'bad-settings',
      `SSM parameter ${name} holds ${json.slice(0, 200)}: ${what}. It must look like ${JSON.stringify(example)}; deploy the environment (again).`,
      { cause },
    );
  return {
    wrong,
    object(key: string, value: unknown): Record<string, unknown> {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
      throw wrong(`${key || 'it'} is ${JSON.stringify(value)}, no object`);
    },
    text(key: string, value: unknown): string {
      if (typeof value === 'string' && value !== '') return value;
      throw wrong(`${key} is ${JSON.stringify(value)}, no text`);
    },
    texts(key: string, value: unknown): string[] {
      if (Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '')) return value;
      throw wrong(`${key} is ${JSON.stringify(value)}, no list of texts`);
    },
    oneOf<const T extends string | number>(key: string, allowed: readonly T[], value: unknown): T {
      const found = allowed.find((one) => one === value);
      if (found !== undefined) return found;
      throw wrong(`${key} is ${JSON.stringify(value)}; allowed are ${allowed.join(', ')}`);
    },
    wholeNumber(key: string, from: number, to: number, value: unknown): number {
      const isAllowed = typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
      if (isAllowed) return value;
      throw wrong(`${key} is ${JSON.stringify(value)}; allowed are whole numbers from ${from} to ${to}`);
    },
    seconds(key: string, value: unknown): number {
      const isInterval = typeof value === 'number' && value > 0 && value <= LONGEST_REPORT_INTERVAL;
      if (isInterval) return value;
      throw wrong(
        `${key} is ${JSON.stringify(value)}; allowed are seconds from 1 to ${LONGEST_REPORT_INTERVAL}`,
      );
    },
  };
}
