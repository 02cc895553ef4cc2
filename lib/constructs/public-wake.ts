import { CfnOutput } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

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
    const url = wake.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    this.url = url.url;
    new CfnOutput(this, 'Url', {
      value: url.url,
      description: 'The wake page, for visitors without credentials',
    }).overrideLogicalId('WakeUrl');
  }
}
