import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { KafkaHost, PowerSwitch, PowerTarget, type Window } from 'catnap';
import type { Construct } from 'constructs';
import { reportUseEachMinute } from './report-use.ts';

export interface ShopStackProps extends StackProps {
  /** Where the people work whose hours are the office hours, such as Europe/Berlin. */
  readonly timeZone: string;
}

/** A shop's own network and hosts. Three of them sleep, each in its own way; catnap knows them as targets. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: ShopStackProps) {
    super(scope, id, props);
    const availabilityZone = 'us-east-1a';
    const vpc = new ec2.Vpc(this, 'Vpc', { availabilityZones: [availabilityZone], natGateways: 0 });
    const officeHours: Window = {
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '08:00',
      to: '18:00',
      timeZone: props.timeZone,
    };

    const power = new PowerSwitch(this, 'Power', { environmentName: 'shop' });

    // Awake in office hours, and whenever it is used or somebody wakes it.
    new KafkaHost(this, 'Kafka', {
      vpc,
      availabilityZone,
      power,
      programs: '.catnap/programs',
      policy: { windows: [officeHours] },
    });

    // Sleeps by the calendar alone; it needs to know nothing of it.
    new PowerTarget(this, 'BuildServer', {
      power,
      targetName: 'build-server',
      instance: this.host('BuildHost', vpc),
      policy: { reports: 'none', windows: [officeHours], minAwake: 0 },
    });

    // Sleeps a quarter of an hour after its last job, and says itself when that was.
    const runner = this.host('RunnerHost', vpc);
    const runnerTarget = new PowerTarget(this, 'Runner', {
      power,
      targetName: 'runner',
      instance: runner,
      policy: { idleAfter: 900, minAwake: 0, reportEvery: 60 },
    });
    runnerTarget.grantReport(runner);
    reportUseEachMinute(runner, { target: 'runner', wakeFunction: power.wake.function.functionName });
  }

  private host(id: string, vpc: ec2.IVpc): ec2.Instance {
    return new ec2.Instance(this, id, {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      instanceType: new ec2.InstanceType('t3.large'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cachedInContext: true }),
      associatePublicIpAddress: true,
      httpTokens: ec2.HttpTokens.REQUIRED,
    });
  }
}
