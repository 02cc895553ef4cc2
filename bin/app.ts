import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { bundleFunctions } from '../lib/bundle-functions.ts';
import { CATNAP_FOLDER, PROGRAMS_FOLDER } from './paths.ts';

// CDK is megabytes of JavaScript; from the second synthesis on, Node finds it compiled.
enableCompileCache(join(CATNAP_FOLDER, 'compiled'));
// First, and CDK after it: esbuild is at work while Node reads CDK, which takes as long.
const functions = bundleFunctions();
const { App } = await import('aws-cdk-lib');
const { environmentConfig } = await import('../lib/environments/environments.ts');
const { EnvironmentStacks } = await import('../lib/environments/environment-stacks.ts');

const app = new App();
const name = String(app.node.tryGetContext('env') ?? 'dev');

new EnvironmentStacks(app, {
  name,
  config: environmentConfig(name),
  programs: process.env.CATNAP_PROGRAMS ?? PROGRAMS_FOLDER,
  functions: await functions,
  env: {
    // Without credentials there is no account: synthesis then stands in for the rehearsal's, whose look-ups are in cdk.context.json.
    account: process.env.CDK_DEFAULT_ACCOUNT ?? '000000000000',
    region: process.env.CDK_DEFAULT_REGION ?? 'us-east-1',
  },
});
