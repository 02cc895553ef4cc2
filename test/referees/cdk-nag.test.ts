import { describe, expect, it } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { environmentNames } from '../../lib/environments/environments.ts';
import { environmentOf } from '../lib/synthesised-environment.ts';

describe("cdk-nag's AwsSolutions and CloudFormation's validation", () => {
  it.each(environmentNames())('find nothing in %s', (name) => {
    const { app } = environmentOf(name);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  });

  it('would find something: a bucket without encryption in transit is refused', () => {
    const { app, stacks } = environmentOf('dev');
    new Bucket(stacks.network, 'Careless');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
  });
});
