import { type App, type Environment, type Stack, Tags } from 'aws-cdk-lib';
import { TAG_ENVIRONMENT, validateName } from '../../power/names.ts';
import { KafkaClusterStack } from '../stacks/kafka-cluster-stack.ts';
import { KafkaHostStack } from '../stacks/kafka-host-stack.ts';
import { NetworkStack } from '../stacks/network-stack.ts';
import { PowerStack } from '../stacks/power-stack.ts';
import { RedisHostStack } from '../stacks/redis-host-stack.ts';
import type { EnvironmentConfig } from './environment-config.ts';

export interface EnvironmentStacksProps {
  /** Name of the environment: part of stack names, parameters and tags. Lower case letters, digits and dashes. */
  readonly name: string;
  readonly config: EnvironmentConfig;
  /** Folder with the programs that hosts run, made by `npm run gather`. */
  readonly programs: string;
  /** Folder with the bundled functions, made by `bundleFunctions`. */
  readonly functions: string;
  /** Account and region. */
  readonly env: Environment;
}

/** The stacks of one environment, in the order in which they depend on one another. */
export class EnvironmentStacks {
  readonly network: NetworkStack;
  readonly power: PowerStack;
  readonly kafka?: KafkaHostStack;
  readonly cluster?: KafkaClusterStack;
  readonly redis?: RedisHostStack;

  constructor(app: App, props: EnvironmentStacksProps) {
    const { name, config, env } = props;
    validateName('environment', name);
    this.network = new NetworkStack(app, `catnap-${name}-network`, {
      env,
      description: `catnap ${name}: the network that hosts live in`,
      availabilityZones: config.availabilityZones,
      vpcId: config.vpcId,
    });
    this.power = new PowerStack(app, `catnap-${name}-power`, {
      env,
      description: `catnap ${name}: who is awake, and why`,
      environmentName: name,
      functions: props.functions,
      tick: config.tick,
      publicWake: config.publicWake,
      notifyEmail: config.notifyEmail,
      monthlyBudget: config.monthlyBudget,
    });
    const [availabilityZone] = config.availabilityZones;
    if (availabilityZone === undefined) {
      throw new Error(
        `availabilityZones: none in the environment '${name}'; name at least one, such as us-east-1a`,
      );
    }
    const surroundings = {
      env,
      environmentName: name,
      programs: props.programs,
      vpc: this.network.vpc,
      power: this.power.power,
    };
    if (config.kafka) {
      this.kafka = new KafkaHostStack(app, `catnap-${name}-kafka`, {
        ...surroundings,
        availabilityZone,
        description: `catnap ${name}: one Kafka host that sleeps when nobody uses it`,
        ...config.kafka,
      });
    }
    if (config.cluster) {
      this.cluster = new KafkaClusterStack(app, `catnap-${name}-cluster`, {
        ...surroundings,
        availabilityZones: config.availabilityZones,
        description: `catnap ${name}: Kafka brokers on spot instances that sleep when nobody uses them`,
        ...config.cluster,
      });
    }
    if (config.redis) {
      this.redis = new RedisHostStack(app, `catnap-${name}-redis`, {
        ...surroundings,
        availabilityZone,
        description: `catnap ${name}: the collector, and Redis that keeps events while Kafka sleeps`,
        kafka: this.kafka?.host ?? this.cluster?.cluster,
        ...config.redis,
      });
    }
    // Each stack of its own, because another environment may be in the same app.
    for (const stack of this.all) {
      Tags.of(stack).add(TAG_ENVIRONMENT, name);
    }
  }

  /** All of them. */
  get all(): readonly Stack[] {
    return [this.network, this.power, this.kafka, this.cluster, this.redis].filter(
      (stack) => stack !== undefined,
    );
  }
}
