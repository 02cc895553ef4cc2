import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { EnvironmentStacks } from '../lib/environments/environment-stacks.ts';
import { environmentConfig } from '../lib/environments/environments.ts';

const app = new App();
const name = String(app.node.tryGetContext('env') ?? 'dev');

new EnvironmentStacks(app, {
  name,
  config: environmentConfig(name),
  programs: process.env.CATNAP_PROGRAMS ?? join(import.meta.dirname, '..', '.catnap', 'programs'),
  env: {
    // Without credentials there is no account: synthesis then stands in for the rehearsal's, whose look-ups are in cdk.context.json.
    account: process.env.CDK_DEFAULT_ACCOUNT ?? '000000000000',
    region: process.env.CDK_DEFAULT_REGION ?? 'us-east-1',
  },
});
