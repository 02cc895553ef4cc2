import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Size } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import type { RedisHostProps } from '../../../lib/constructs/redis-host-props.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { OwnStack } from '../own-stack.ts';

const temporaryFolder = temporaryFolders();

/** A stack with a Redis host, beside a Kafka host unless it is to be alone. */
function withRedis(props: Partial<RedisHostProps> = {}, isAlone = false) {
  const stack = new OwnStack();
  const kafka = isAlone ? undefined : stack.kafka('Kafka');
  const redis = stack.redis('Redis', { kafka, ...props });
  return { stack, redis, template: stack.template() };
}

/** What the host reads at each boot; what is only known at deploy time is masked. */
function settingsIn(template: Template): Record<string, unknown> {
  const [parameter] = Object.values(
    template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/catnap/shop/hosts/redis' } }),
  );
  const parts: unknown[] = parameter?.Properties.Value['Fn::Join'][1] ?? [];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : '<later>')).join(''));
}

const policyIn = (template: Template) => {
  const [parameter] = Object.values(
    template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/catnap/shop/targets/redis' } }),
  );
  return JSON.parse(parameter?.Properties.Value);
};

/** A statement of what the host may do. */
function statementIn(template: Template, sid: string) {
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  return statements.find(({ Sid }) => Sid === sid);
}

describe("a Redis host in somebody's stack", () => {
  it('is a t3.micro with Redis from the distribution and nothing else that Kafka needs', () => {
    const { template } = withRedis({}, true);
    template.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 't3.micro' });
    const [instance] = Object.values(template.findResources('AWS::EC2::Instance'));
    const userData: string = JSON.stringify(instance?.Properties.UserData);
    expect(userData).toContain('redis6');
    expect(userData).not.toContain('java');
  });

  it('keeps its data on a small encrypted volume that outlives the stack, under a stable id', () => {
    withRedis().template.hasResource('AWS::EC2::Volume', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Size: 3, Encrypted: true, VolumeType: 'gp3' },
    });
    expect(Object.keys(withRedis({}, true).template.findResources('AWS::EC2::Volume'))).toEqual([
      'CatnapShopRedisData',
    ]);
  });

  it('can have a larger volume, or adopt one', () => {
    withRedis({ dataVolumeSize: Size.gibibytes(12) }).template.hasResourceProperties('AWS::EC2::Volume', {
      Size: 12,
    });
    const { template } = withRedis({ dataVolumeId: 'vol-0123456789abcdef0' }, true);
    template.resourceCountIs('AWS::EC2::Volume', 0);
    expect(settingsIn(template)).toMatchObject({ dataVolume: { volumeId: 'vol-0123456789abcdef0' } });
  });

  it('never sleeps, and nobody is warned of what it is there for', () => {
    const { stack, template } = withRedis();
    expect(policyIn(template)).toMatchObject({
      windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('cover the whole week'));
  });

  it('sleeps outside its windows if it is given some', () => {
    const windows = [{ days: ['mon'], from: '08:00', to: '18:00', timeZone: 'UTC' }] as const;
    expect(policyIn(withRedis({ policy: { windows } }).template)).toMatchObject({ windows });
  });

  it('says so when its windows are always open and it could have had none', () => {
    const windows = [
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
        from: '00:00',
        to: '24:00',
        timeZone: 'UTC',
      },
    ] as const;
    const { stack } = withRedis({ policy: { windows } });
    Annotations.fromStack(stack).hasWarning('/Own/Redis', Match.stringLikeRegexp('cover the whole week'));
  });
});

describe('a Redis host beside a Kafka host', () => {
  it('is one of its clients, and reads where it is', () => {
    const { template } = withRedis();
    const groups = Object.values(template.findResources('AWS::EC2::Instance')).map(
      ({ Properties }) => Properties.NetworkInterfaces[0].GroupSet,
    );
    expect(JSON.stringify(groups[1])).toMatch(/RedisSecurityGroup.*KafkaClients/);
    expect(settingsIn(template)).toMatchObject({
      collector: {
        sink: { kind: 'kafka', topic: 'events', bootstrap: { parameter: '/catnap/shop/bootstrap/kafka' } },
        wake: { function: '<later>', target: 'kafka' },
      },
    });
  });

  it('may wake it by the function wake, and may invoke nothing else', () => {
    const { stack, template } = withRedis();
    expect(statementIn(template, 'WakeKafka')).toEqual({
      Sid: 'WakeKafka',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: stack.resolve(stack.power.wake.function.functionArn),
    });
  });

  it('warns of traffic between zones, which is billed', () => {
    const { stack } = withRedis({ availabilityZone: 'us-east-1b' });
    Annotations.fromStack(stack).hasWarning(
      '/Own/Redis',
      Match.stringLikeRegexp('is in us-east-1b, and Own/Kafka in us-east-1a.*0.02 dollars'),
    );
  });
});

describe('a Redis host alone', () => {
  it('keeps events in Redis, wakes nobody, and may not', () => {
    const { template } = withRedis({ collector: { topic: 'clicks' } }, true);
    const { collector } = settingsIn(template);
    expect(collector).toEqual({ writeKeys: [], corsOrigins: [], sink: { kind: 'redis', stream: 'clicks' } });
    for (const sid of ['WakeKafka', 'FindKafka']) expect(statementIn(template, sid)).toBeUndefined();
  });
});

describe('the passwords of Redis', () => {
  it('are read and made by the host under exactly their names, and never replaced', () => {
    const { template } = withRedis({}, true);
    const [read, make] = ['ReadPasswords', 'MakePasswords'].map((sid) => statementIn(template, sid));
    const names = read.Resource.map((arn: unknown) => /\/catnap\/[\w/*]+/.exec(JSON.stringify(arn))?.[0]);
    expect(names).toEqual(
      ['admin', 'client', 'collector', 'reader'].map((user) => `/catnap/shop/redis/${user}`),
    );
    expect(make.Resource).toEqual(read.Resource);
    expect([read.Action, make.Action]).toEqual(['ssm:GetParameter', 'ssm:PutParameter']);
    expect(make.Condition).toEqual({ StringEquals: { 'ssm:Overwrite': 'false' } });
  });

  it('are in no template', () => {
    const { template } = withRedis();
    expect(JSON.stringify(template.toJSON())).not.toMatch(/SecureString|"#[0-9a-f]{64}/);
  });
});

describe('what the collector is told', () => {
  it('is what the deploy says, and nothing where it says nothing', () => {
    const { template } = withRedis({
      collector: {
        writeKeys: ['key-of-the-shop'],
        corsOrigins: ['https://example.org'],
        unknownType: 'reject',
        invalid: 'reject',
        ack: 'memory',
      },
    });
    expect(settingsIn(template)['collector']).toMatchObject({
      writeKeys: ['key-of-the-shop'],
      corsOrigins: ['https://example.org'],
      unknownType: 'reject',
      invalid: 'reject',
      ack: 'memory',
    });
  });

  it.each<[string, RedisHostProps['collector'], string]>([
    ['a short write key', { writeKeys: ['short'] }, 'one of them has 5 characters'],
    ['a write key with a blank', { writeKeys: ['a key with blanks'] }, 'allowed are 8 to 256 visible ASCII'],
    ['no origin', { corsOrigins: ['example.org/'] }, "collector.corsOrigins: given 'example.org/'"],
    ['no topic', { topic: 'a topic' }, "collector.topic: given 'a topic'"],
    [
      'a folder without schemas',
      { schemas: '/nowhere' },
      "schemas: given '/nowhere', where there is no <type>",
    ],
  ])('refuses %s at synthesis', (_what, collector, message) => {
    expect(() => withRedis({ collector })).toThrow(message);
  });

  it('never repeats a write key in a message', () => {
    expect(() => withRedis({ collector: { writeKeys: ['s3cr3t'] } })).toThrow(/^(?!.*s3cr3t)/);
  });
});

describe('schemas', () => {
  function folder(files: Readonly<Record<string, string>>): string {
    const path = temporaryFolder();
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(path, name, '..'), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    return path;
  }

  /** Which programs the host is told to fetch. */
  const programsWith = (schemas?: string) => {
    const { template } = withRedis({ collector: { schemas } }, true);
    return JSON.stringify(
      template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/catnap/shop/programs/redis' } }),
    );
  };

  it('are part of the programs: others are fetched at the next boot, the same are not', () => {
    const one = programsWith(folder({ 'order/1.json': '{"type":"object"}' }));
    expect(programsWith(folder({ 'order/1.json': '{"type":"object"}' }))).toBe(one);
    expect(programsWith(folder({ 'order/1.json': '{"type":"array"}' }))).not.toBe(one);
    expect(programsWith()).not.toBe(one);
  });

  it('do not replace the host', () => {
    const schemas = folder({ 'order/1.json': '{"type":"object"}' });
    const [before, after] = [undefined, schemas].map((one) =>
      withRedis({ collector: { schemas: one } }, true).template.findResources('AWS::EC2::Instance'),
    );
    expect(after).toEqual(before);
  });

  it('that are no JSON are refused at synthesis, by name', () => {
    expect(() => programsWith(folder({ 'order/1.json': '{"type":' }))).toThrow(
      /order\/1\.json is no JSON .*correct it/,
    );
  });
});
