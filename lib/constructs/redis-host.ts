import { Annotations, Size, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ALWAYS_AWAKE } from './always-awake.ts';
import { collectorSettings } from './collector-settings.ts';
import { REDIS_SIZES } from './instance-sizes.ts';
import type { KafkaService } from './kafka-service.ts';
import { parameterArns } from './parameter-arns.ts';
import type { RedisHostProps } from './redis-host-props.ts';
import { redisPasswordParameters } from './redis-passwords.ts';
import { SleepingHost } from './sleeping-host.ts';

const COLLECTOR_PORT = 8080;
const REDIS_PORT = 6379;

/**
 * The least that lets Redis use a t3.micro's memory: it gets about 460 MiB of that, and a fifth of its disk at most
 * (host/redis/redis-memory.ts says why). That makes 2.3 GiB, and EBS has whole ones.
 */
const DATA_VOLUME = Size.gibibytes(3);

/**
 * A small host that is always awake: the collector, which accepts events in milliseconds, and Redis, which keeps them
 * while Kafka sleeps. Its data is a volume of its own that outlives the instance and the stack.
 */
export class RedisHost extends SleepingHost {
  /**
   * @throws Error for what cannot work, at synthesis: a zone without a subnet, a type of another architecture, a taken
   * name, a missing folder of programs or schemas; PowerError `bad-policy`, `bad-name`.
   */
  constructor(scope: Construct, id: string, props: RedisHostProps) {
    const { power, kafka, policy = {}, collector = {} } = props;
    const { environmentName } = power;
    super(
      scope,
      id,
      {
        ...props,
        policy: { ...policy, windows: policy.windows ?? ALWAYS_AWAKE },
        // A volume that is adopted has a size already.
        dataVolumeSize: props.dataVolumeSize ?? (props.dataVolumeId ? undefined : DATA_VOLUME),
      },
      {
        kind: 'redis',
        called: 'Redis host',
        target: props.targetName ?? 'redis',
        instanceType: props.instanceType ?? new InstanceType('t3.micro'),
        sizes: REDIS_SIZES,
        // Redis is the binary /usr/bin/redis6-server; its own unit, redis6, is not started.
        packages: ['redis6', 'nodejs24'],
        doors: [
          { port: COLLECTOR_PORT, for: 'The collector' },
          { port: REDIS_PORT, for: 'Redis' },
        ],
        schemas: collector.schemas,
        services: {
          collector: collectorSettings(collector, {
            environmentName,
            wakeFunction: power.wake.function.functionName,
            kafka: kafka?.targetName,
          }),
        },
      },
    );
    if (policy.windows === undefined) {
      Annotations.of(this).acknowledgeWarning('catnap:always-open', 'It is there for those that sleep.');
    }
    this.allow({
      sid: 'ReadPasswords',
      actions: ['ssm:GetParameter'],
      resources: this.parameterArns(redisPasswordParameters(environmentName)),
    });
    this.allow({
      sid: 'MakePasswords',
      actions: ['ssm:PutParameter'],
      resources: this.parameterArns(redisPasswordParameters(environmentName)),
      // Only ones that are not there: what clients know, nobody on the host can change.
      conditions: { StringEquals: { 'ssm:Overwrite': 'false' } },
    });
    if (kafka !== undefined) {
      this.reach(kafka);
      this.allow({
        sid: 'FindKafka',
        actions: ['ssm:GetParameter'],
        resources: this.parameterArns([kafka.bootstrapParameterName]),
      });
      this.allow({
        sid: 'WakeKafka',
        actions: ['lambda:InvokeFunction'],
        resources: [power.wake.function.functionArn],
      });
    }
  }

  private allow(statement: PolicyStatementProps): void {
    this.role.addToPolicy(new PolicyStatement(statement));
  }

  private parameterArns(names: readonly string[]): string[] {
    return parameterArns(Stack.of(this), names);
  }

  private reach(kafka: KafkaService): void {
    this.instance.addSecurityGroup(kafka.clients);
    if (kafka.availabilityZone !== undefined && kafka.availabilityZone !== this.availabilityZone) {
      Annotations.of(this).addWarningV2(
        'catnap:two-zones',
        `${this.node.path} is in ${this.availabilityZone}, and ${kafka.node.path} in ${kafka.availabilityZone}: each gigabyte between them costs 0.02 dollars; put both into one zone`,
      );
    }
  }
}
