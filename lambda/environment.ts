import { PowerError } from '../power/errors.ts';
import type { PowerPlace } from '../power/open-power.ts';

/** What a function was configured with. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** How visitors may use the wake function. */
export interface VisitorSettings {
  /** `CATNAP_PUBLIC_WAKE` is `true`: the function URL answers. */
  readonly publicWake: boolean;
  /** `CATNAP_DAILY_CAP`, wakes of visitors per day. */
  readonly dailyCap: number;
  /** `CATNAP_CORS_ORIGINS`, separated by commas. */
  readonly corsOrigins: readonly string[];
}

/** `CATNAP_ENVIRONMENT`, `CATNAP_TABLE`, `CATNAP_TOPIC_ARN`. @throws PowerError `bad-environment` */
export function powerPlace(variables: Variables): PowerPlace {
  return {
    environment: required(variables, 'CATNAP_ENVIRONMENT'),
    table: required(variables, 'CATNAP_TABLE'),
    topicArn: required(variables, 'CATNAP_TOPIC_ARN'),
  };
}

/** @throws PowerError `bad-environment` */
export function visitorSettings(variables: Variables): VisitorSettings {
  const cap = variables.CATNAP_DAILY_CAP ?? String(DAILY_CAP);
  if (!/^\d+$/.test(cap)) {
    throw new PowerError(
      'bad-environment',
      `CATNAP_DAILY_CAP is ${JSON.stringify(cap)}; give a whole number.`,
    );
  }
  return {
    publicWake: variables.CATNAP_PUBLIC_WAKE === 'true',
    dailyCap: Number(cap),
    corsOrigins: (variables.CATNAP_CORS_ORIGINS ?? '').split(',').flatMap((origin) => origin.trim() || []),
  };
}

/** With the defaults: 20 wakes of at most 15 minutes and 5 to boot are less than seven hours a day. */
const DAILY_CAP = 20;

function required(variables: Variables, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new PowerError('bad-environment', `${name} is not set; the function's stack sets it.`);
}
