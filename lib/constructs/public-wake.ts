import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { PublicWakeOptions } from '../environments/environment-config.ts';
import { requireOrigins } from './require-origins.ts';
import { waive } from './waivers.ts';

export interface PublicWakeProps {
  readonly wake: lambda.Function;
}

/**
 * The one door for visitors without credentials: `POST /wake`, `GET /status` and the wake page. The function itself
 * tells such callers from those with credentials, refuses them the rest, and counts their wakes against the daily cap.
 */
export class PublicWake extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { wake }: PublicWakeProps) {
    super(scope, id);
    // Without CORS settings of its own: the function answers OPTIONS itself, and both would set the same headers twice.
    this.url = wake.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE }).url;
    waive(wake, 'publicUrl');
  }
}

/**
 * What the function reads of it (`lambda/environment.ts`).
 *
 * @throws Error when the cap is no number of wakes, or an origin is none.
 */
export function publicWakeVariables(options: PublicWakeOptions): Record<string, string> {
  const { dailyCap = 20, corsOrigins = [] } = options;
  if (!Number.isInteger(dailyCap) || dailyCap < 1) {
    throw new Error(
      `publicWake.dailyCap: given ${dailyCap}, allowed is a whole number from 1; to let no visitor wake, leave publicWake out`,
    );
  }
  requireOrigins('publicWake.corsOrigins', corsOrigins);
  return {
    CATNAP_PUBLIC_WAKE: 'true',
    CATNAP_DAILY_CAP: String(dailyCap),
    ...(corsOrigins.length > 0 ? { CATNAP_CORS_ORIGINS: corsOrigins.join(',') } : {}),
  };
}
