import { describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { allOf, type MayChange, onlyReads, whoMayChangeWhat } from './changing.ts';
import { EVERYTHING, EVERYTHING_CLUSTERED } from './everything.ts';
import { type Grant, grantsIn } from './grants.ts';
import {
  cdkContext,
  type EnvironmentOptions,
  environmentOf,
  templatesOf,
} from './synthesised-environment.ts';
import { resourcesOf } from './template-names.ts';
import {
  always,
  WITH_BUDGET,
  WITH_PUBLIC_WAKE,
  withCluster,
  withFallbackSizes,
  withKafka,
  withRedis,
} from './who-may-change-what.ts';

/** Paths make the lists readable. */
const context = { ...cdkContext(), 'aws:cdk:enable-path-metadata': true };

const ENVIRONMENTS: readonly [
  what: string,
  name: string,
  options: EnvironmentOptions,
  expected: MayChange[],
][] = [
  ['dev', 'dev', {}, [always('dev'), withKafka('dev'), withRedis('dev')]],
  ['prod', 'prod', {}, [always('prod'), withCluster('prod', 3)]],
  [
    'rehearsal',
    'rehearsal',
    {},
    [always('rehearsal'), withKafka('rehearsal'), withRedis('rehearsal'), WITH_PUBLIC_WAKE],
  ],
  [
    'rehearsal-cluster',
    'rehearsal-cluster',
    {},
    [always('rehearsal-cluster'), withCluster('rehearsal-cluster', 3), WITH_PUBLIC_WAKE],
  ],
  [
    'dev with all that can be configured',
    'dev',
    { config: EVERYTHING },
    [
      always('dev'),
      withKafka('dev'),
      withRedis('dev'),
      WITH_PUBLIC_WAKE,
      WITH_BUDGET,
      withFallbackSizes('dev'),
    ],
  ],
  [
    'prod with all that can be configured',
    'prod',
    { config: EVERYTHING_CLUSTERED },
    [always('prod'), withCluster('prod', 6), withRedis('prod')],
  ],
];

/**
 * What Session Manager needs. AWS knows no resources for these actions, and no tags: by their names they change
 * something, and what they change is the registration of the host that calls, and the channels of sessions with it.
 */
const SESSION_MANAGER = [
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** Actions that change something, on resources that are not named and not chosen by the environment's tag either. */
function unbounded(grants: readonly Grant[]): string[] {
  return grants
    .filter(({ effect }) => effect === 'Allow')
    .filter(({ resources }) => resources.some((resource) => /[*?]/.test(resource)))
    .filter(
      ({ conditions }) =>
        !conditions.some((one) =>
          /^StringEquals aws:ResourceTag\/catnap:environment = [a-z0-9-]+$/.test(one),
        ),
    )
    .flatMap(({ actions }) => actions.filter((action) => !onlyReads(action)));
}

/** Grants of all actions of a kind, or of all but some. */
function unlimited(grants: readonly Grant[]): Grant[] {
  return grants.filter(
    ({ effect, actions, inverted }) =>
      effect === 'Allow' && (inverted || actions.some((one) => /[*?]/.test(one))),
  );
}

describe('who may change what', () => {
  describe.each(ENVIRONMENTS)('in %s', (_what, name, options, expected) => {
    const templates = templatesOf(name, { ...options, context });
    const grants = grantsIn(templates);

    it('is what stands in who-may-change-what.ts, and nothing more', () => {
      expect(whoMayChangeWhat(grants)).toEqual(allOf(expected));
    });

    it('is never all that there is', () => {
      expect(unlimited(grants)).toEqual([]);
    });

    it('is named, or carries the tag of the environment, but for Session Manager', () => {
      expect([...new Set(unbounded(grants))].sort()).toEqual(SESSION_MANAGER);
    });

    it("is not in AWS's hands: no role has a policy that AWS may change", () => {
      expect(JSON.stringify(resourcesOf(templates).map(({ resource }) => resource))).not.toMatch(
        /ManagedPolicyArns|:iam::aws:policy/,
      );
    });
  });

  describe('is noticed when it grows', () => {
    /** What the functions may change in dev, after something was done to its stacks. */
    function grantsAfter(
      change: (power: ReturnType<typeof environmentOf>['stacks']['power']['power']) => void,
    ): Grant[] {
      const { stacks } = environmentOf('dev', { context });
      change(stacks.power.power);
      return grantsIn({ [stacks.power.stackName]: Template.fromStack(stacks.power) });
    }

    it('by another action, by one that nobody has heard of too', () => {
      const grants = grantsAfter(({ reap, table }) =>
        reap.function.addToRolePolicy(
          new iam.PolicyStatement({
            actions: ['dynamodb:DeleteTable', 'dynamodb:ReticulateSplines'],
            resources: [table.tableArn],
          }),
        ),
      );
      expect(whoMayChangeWhat(grants)['Power/Reap/Role']).toEqual(
        expect.arrayContaining([
          'dynamodb:DeleteTable on Power/Table',
          'dynamodb:ReticulateSplines on Power/Table',
        ]),
      );
    });

    it('by another resource, and by a condition less', () => {
      const grants = grantsAfter(({ wake }) =>
        wake.function.addToRolePolicy(
          new iam.PolicyStatement({ actions: ['ec2:StopInstances'], resources: ['*'] }),
        ),
      );
      expect(whoMayChangeWhat(grants)['Power/Wake/Role']).toContain('ec2:StopInstances on *');
      expect(unbounded(grants)).toEqual(['ec2:StopInstances']);
    });

    it('by a tag that may be missing, or be any', () => {
      for (const condition of [
        { StringEqualsIfExists: { 'aws:ResourceTag/catnap:environment': 'dev' } },
        { StringLike: { 'aws:ResourceTag/catnap:environment': '*' } },
        { StringEquals: { 'aws:ResourceTag/catnap:target': 'kafka' } },
      ]) {
        const grants = grantsAfter(({ wake }) =>
          wake.function.addToRolePolicy(
            new iam.PolicyStatement({
              actions: ['ec2:RebootInstances'],
              resources: ['arn:aws:ec2:us-east-1:000000000000:instance/*'],
              conditions: condition,
            }),
          ),
        );
        expect(unbounded(grants)).toEqual(['ec2:RebootInstances']);
      }
    });

    it('by another who', () => {
      const grants = grantsAfter(({ topic }) => topic.grantPublish(new iam.AccountPrincipal('111111111111')));
      expect(Object.keys(whoMayChangeWhat(grants))).toContain('arn:aws:iam::111111111111:root');
    });

    it('by all actions of a kind, and by all but some', () => {
      const grants = grantsAfter(({ wake }) => {
        wake.function.addToRolePolicy(
          new iam.PolicyStatement({ actions: ['ec2:Describe*'], resources: ['*'] }),
        );
        wake.function.addToRolePolicy(
          new iam.PolicyStatement({ notActions: ['iam:PassRole'], resources: ['*'] }),
        );
      });
      expect(unlimited(grants)).toHaveLength(2);
    });
  });
});
