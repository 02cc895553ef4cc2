import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { instanceSizeParameter } from '../constructs/instance-size-parameter.ts';
import { REDIS_SIZES } from '../constructs/instance-sizes.ts';
import { RedisHost } from '../constructs/redis-host.ts';
import type { RedisHostProps } from '../constructs/redis-host-props.ts';
import type { RedisHostOptions } from '../environments/redis-host-options.ts';
import { lockLogicalIds, showHost } from './host-stack.ts';

export interface RedisHostStackProps
  extends StackProps,
    Omit<RedisHostProps, 'instanceType'>,
    Pick<RedisHostOptions, 'instanceSize'> {
  readonly environmentName: string;
}

/** One Redis host, with the collector on it. */
export class RedisHostStack extends Stack {
  readonly host: RedisHost;

  constructor(scope: Construct, id: string, props: RedisHostStackProps) {
    super(scope, id, props);
    this.host = new RedisHost(this, 'Redis', {
      ...props,
      instanceType: instanceSizeParameter(this, {
        of: 'the Redis host',
        byDefault: props.instanceSize ?? 't3.micro',
        allowed: REDIS_SIZES,
      }),
    });
    lockLogicalIds(this.host, { instance: 'RedisHost', data: 'RedisData' });
    showHost(this.host, {
      instance: 'The Redis host',
      address: "SSM parameter with the collector's address, written at boot",
      clients: 'Members of this group reach the collector on port 8080 and Redis on port 6379',
    });
  }
}
