import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack.ts';

const app = new App();

new ShopStack(app, 'Shop', {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: 'us-east-1' },
  timeZone: app.node.tryGetContext('timeZone') ?? 'Europe/Berlin',
});
