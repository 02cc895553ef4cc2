import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { WAIVERS } from '../../lib/constructs/waivers.ts';
import { environmentNames } from '../../lib/environments/environments.ts';
import { EVERYTHING, EVERYTHING_CLUSTERED } from '../lib/everything.ts';
import { cdkContext, type EnvironmentOptions, environmentOf } from '../lib/synthesised-environment.ts';
import { type Judgement, judge } from './judge.ts';
import { referees } from './referees.ts';

jest.setTimeout(300_000);

/** The CDK CLI asks for paths, by which cfn-lint knows CDK's templates and spares them advice on writing by hand. */
const context = { ...cdkContext(), 'aws:cdk:enable-path-metadata': true };

const ENVIRONMENTS: Readonly<Record<string, EnvironmentOptions & { readonly name: string }>> = {
  ...Object.fromEntries(environmentNames().map((name) => [name, { name }])),
  'dev with all that can be configured': { name: 'dev', config: EVERYTHING },
  'prod with all that can be configured': { name: 'prod', config: EVERYTHING_CLUSTERED },
};

/** What CDK waives of what CloudFormation Validate finds in CDK's own work, and for a launch template would not find. */
const WAIVED_BY_CDK = [
  'Literal AZs in template are the result of accessing stack.availabilityZones, this is expected and safe',
  'The AMI ID is resolved from a synth-time lookup, so the literal AMI ID in the template is expected.',
];

/** Something that all four of them have an opinion on, and a waiver that waives nothing. */
function carelessBucket(): App {
  const app = new App({ context });
  const bucket = new CfnBucket(new Stack(app, 'Careless'), 'Bucket');
  bucket.addPropertyOverride('BucketNam', 'logs');
  Validations.of(bucket).acknowledge({ id: 'checkov::CKV_AWS_88', reason: 'A bucket has no address.' });
  return app;
}

describe('cdk-nag, CloudFormation Validate, cfn-lint and checkov', () => {
  const judgements = new Map<string, Judgement>();
  let ofBucket: Judgement;
  beforeAll(async () => {
    const all = await referees();
    for (const [what, { name, ...options }] of Object.entries(ENVIRONMENTS)) {
      judgements.set(what, judge(environmentOf(name, { ...options, context }).app, all));
    }
    ofBucket = judge(carelessBucket(), all);
  });

  describe.each(Object.keys(ENVIRONMENTS))('before the templates of %s', (what) => {
    it('find nothing without a reason', () => {
      expect(judgements.get(what)?.findings).toEqual([]);
    });

    it('still find all that is waived; else the waiver can go', () => {
      const ours = judgements.get(what)?.stale.filter(({ reason }) => !WAIVED_BY_CDK.includes(reason));
      expect(ours).toEqual([]);
    });
  });

  it('are given the reasons that stand in the one place for them, and no others', () => {
    const given = new Set([...judgements.values()].flatMap(({ reasons }) => [...reasons]));
    const known = [...Object.values(WAIVERS).map(({ reason }) => reason), ...WAIVED_BY_CDK];
    expect([...given].sort()).toEqual(known.sort());
  });

  it.each([
    ['AwsSolutions', 'AwsSolutions-S10'],
    ['CloudFormation Validate', 'F3002'],
    ['cfn-lint', 'E3002'],
    ['checkov', 'CKV_AWS_18'],
  ])('would find something: %s refuses a careless bucket by %s', (referee, rule) => {
    expect(ofBucket.findings).toContainEqual(expect.stringContaining(`${referee}: ${rule} Careless/Bucket`));
  });

  it('would find a waiver that nothing was found for', () => {
    expect(ofBucket.stale.map(({ waiver }) => waiver)).toEqual(['checkov::CKV_AWS_88 at Careless/Bucket']);
  });
});
