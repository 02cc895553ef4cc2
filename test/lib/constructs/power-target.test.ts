import { describe, expect, it } from '@jest/globals';
import { App, CfnParameter } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { withOwnSize } from '../../../lib/constructs/own-size.ts';
import { PowerTarget, type PowerTargetProps } from '../../../lib/constructs/power-target.ts';
import { policyOf } from '../../../power/parse-policy.ts';
import { OwnStack } from '../own-stack.ts';

function targetIn(stack: OwnStack, props: Partial<PowerTargetProps> = {}): PowerTarget {
  return new PowerTarget(stack, 'BuildServer', {
    power: stack.power,
    targetName: 'build-server',
    policy: { reports: 'none' },
    ...props,
  });
}

/** A launch template with these data, and an instance that is made from it. */
function instanceFromTemplate(stack: OwnStack, launchTemplateData: object): ec2.CfnInstance {
  const template = new ec2.CfnLaunchTemplate(stack, 'Template', { launchTemplateData });
  return new ec2.CfnInstance(stack, 'Instance', {
    launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
  });
}

describe('an instance of somebody who uses the constructs', () => {
  it('becomes a target by its tags and a parameter, and changes in nothing else', () => {
    const plain = new OwnStack();
    plain.host('Host');
    const stack = new OwnStack();
    targetIn(stack, { instance: stack.host('Host') });

    const [before] = Object.values(plain.template().findResources('AWS::EC2::Instance'));
    const [after] = Object.values(stack.template().findResources('AWS::EC2::Instance'));
    expect(after?.Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'catnap:environment', Value: 'shop' },
        { Key: 'catnap:target', Value: 'build-server' },
      ]),
    );
    expect({ ...after, Properties: { ...after?.Properties, Tags: [] } }).toEqual({
      ...before,
      Properties: { ...before?.Properties, Tags: [] },
    });
    stack.template().hasResource('AWS::SSM::Parameter', {
      Properties: {
        Name: '/catnap/shop/targets/build-server',
        Value: Match.serializedJson(Match.objectLike({ reports: 'none' })),
      },
      // A target without its instance would be called missing for as long as the deploy takes.
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Host')]),
    });
  });

  it('may be one that no stack of the app makes: then its owner tags it', () => {
    const stack = new OwnStack();
    targetIn(stack);
    stack.template().resourceCountIs('AWS::EC2::Instance', 0);
    stack
      .template()
      .hasResourceProperties('AWS::SSM::Parameter', { Name: '/catnap/shop/targets/build-server' });
  });

  it('may be written as plain CloudFormation', () => {
    const stack = new OwnStack();
    targetIn(stack, {
      instance: new ec2.CfnInstance(stack, 'Instance', { imageId: 'ami-00000000000000001' }),
    });
    stack.template().hasResourceProperties('AWS::EC2::Instance', {
      Tags: Match.arrayWith([{ Key: 'catnap:target', Value: 'build-server' }]),
    });
  });
});

describe('a report of its own', () => {
  it('is allowed to a role by exactly one action on exactly one function', () => {
    const stack = new OwnStack();
    const host = stack.host('Host');
    targetIn(stack, { instance: host, policy: {} }).grantReport(host);
    stack.template().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('Wake'), 'Arn'] },
          },
        ],
      },
      Roles: [{ Ref: Match.stringLikeRegexp('^HostInstanceRole') }],
    });
  });

  it('is refused to a role where nobody would read it', () => {
    const stack = new OwnStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    expect(() => targetIn(stack).grantReport(role)).toThrow(
      /Own\/BuildServer, whose policy has reports 'none'/,
    );
  });
});

describe('sizes to fall back to', () => {
  it('need the architecture of the instance', () => {
    const stack = new OwnStack();
    expect(() =>
      targetIn(stack, {
        instance: stack.host('Host'),
        policy: { reports: 'none', fallbackSizes: ['m7i.large'] },
      }),
    ).toThrow(/given 'm7i\.large' for an instance of type m7g\.large, which is arm64/);
  });

  it('are allowed to the reaper together with its own', () => {
    const stack = new OwnStack();
    targetIn(stack, {
      instance: stack.host('Host'),
      policy: { reports: 'none', fallbackSizes: ['m6g.large'] },
    });
    expect(JSON.stringify(stack.template().findResources('AWS::IAM::Policy'))).toContain(
      '["m6g.large","m7g.large"]',
    );
  });

  it('need an own size that is known, which it gets back', () => {
    const stack = new OwnStack();
    const policy = { reports: 'none', fallbackSizes: ['m6g.large'] } as const;
    expect(() => targetIn(stack, { policy })).toThrow(/not the size that it gets back; give policy\.size/);
    const instanceType = new ec2.InstanceType(new CfnParameter(stack, 'Size').valueAsString);
    const instance = stack.host('Host', { instanceType });
    expect(() => withOwnSize(policyOf(policy), instance.instance.instanceType)).toThrow(/give policy\.size/);
  });

  it('may be given with an own size for an instance from elsewhere', () => {
    const stack = new OwnStack();
    targetIn(stack, { policy: { reports: 'none', fallbackSizes: ['m6g.large'], size: 'm7g.large' } });
    stack.template().hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/catnap/shop/targets/build-server',
      Value: Match.serializedJson(Match.objectLike({ size: 'm7g.large' })),
    });
  });

  it('take no own size that is another than the instance has', () => {
    expect(() =>
      withOwnSize(policyOf({ fallbackSizes: ['m6g.large'], size: 'm7g.xlarge' }), 'm7g.large'),
    ).toThrow(/given 'm7g\.xlarge' for an instance of type m7g\.large/);
  });
});

describe('what cannot sleep is refused at synthesis', () => {
  it('a spot instance', () => {
    const stack = new OwnStack();
    const instance = instanceFromTemplate(stack, { instanceMarketOptions: { marketType: 'spot' } });
    expect(() => targetIn(stack, { instance })).toThrow(
      /Own\/Instance, a spot instance; .*launch it on demand/,
    );
  });

  it('one that is protected against stopping', () => {
    const stack = new OwnStack();
    const instance = instanceFromTemplate(stack, { disableApiStop: true });
    expect(() => targetIn(stack, { instance })).toThrow(
      /protected against stopping; take disableApiStop out/,
    );
  });

  it('a Mac, whose host is paid for all the same', () => {
    const stack = new OwnStack();
    const instance = stack.host('Mac', { instanceType: new ec2.InstanceType('mac2.metal') });
    expect(() => targetIn(stack, { instance })).toThrow(/a Mac \(mac2\.metal\)/);
  });

  it('but not one whose launch template says nothing of the kind', () => {
    const stack = new OwnStack();
    targetIn(stack, { instance: instanceFromTemplate(stack, { ebsOptimized: true }) });
    stack.template().resourceCountIs('AWS::EC2::Instance', 1);
  });

  it('nor one that would lose what is on its instance store: that is a warning', () => {
    // Without the flags of cdk.json the warning is not printed as well.
    const stack = new OwnStack({ app: new App() });
    const scratch = { deviceName: '/dev/sdb', volume: ec2.BlockDeviceVolume.ephemeral(0) };
    targetIn(stack, { instance: stack.host('Host', { blockDevices: [scratch] }) });
    Annotations.fromStack(stack).hasWarning(
      '/Own/Host/Resource',
      Match.stringLikeRegexp('/dev/sdb .* is lost each time'),
    );
  });
});
