import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openPower } from '../../power/open-power.ts';
import { policyOf } from '../../power/parse-policy.ts';
import { NOON, transition } from './samples.ts';

/** An AWS that knows nothing, and remembers what it was asked for. */
let asked: string[];
let aws: Server;
let endpoint: string;
const variables = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const before = { ...process.env };

beforeEach(async () => {
  asked = [];
  Object.assign(process.env, variables);
  aws = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const action = request.headers['x-amz-target']?.toString().split('.')[1];
    asked.push(action ?? new URLSearchParams(body).get('Action') ?? '');
    response.setHeader('x-amzn-requestid', '1');
    response.end(action ? '{"Items":[],"Parameters":[]}' : '<Response><PublishResult/></Response>');
  });
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
});

afterEach(async () => {
  process.env = { ...before };
  aws.closeAllConnections();
  await new Promise((resolve) => aws.close(resolve));
});

describe('power management on AWS', () => {
  it('asks the endpoint that it is given for everything', async () => {
    const place = {
      environment: 'dev',
      table: 'catnap-dev',
      topicArn: 'arn:aws:sns:eu-central-1:1:t',
      endpoint,
    };
    const power = openPower(place);
    expect(power.environment).toBe('dev');
    expect(await power.settings()).toEqual(new Map());
    expect(await power.targets()('kafka', 'instance').describe()).toEqual([]);
    expect((await power.store.read('kafka')).leaseKeys()).toEqual([]);
    await power.notify('kafka', { transition: transition() });
    expect(asked).toEqual(['GetParametersByPath', 'DescribeInstances', 'Query', 'Query', 'Publish']);
  });

  it('tells the time of this machine', () => {
    jest.useFakeTimers({ now: NOON });
    try {
      const power = openPower({ environment: 'dev', table: 't', topicArn: 'arn', endpoint });
      expect(power.clock()).toEqual(NOON);
    } finally {
      jest.useRealTimers();
    }
  });

  it('looks for a target as its kind says, and at EC2 once for all of them', async () => {
    const power = openPower({ environment: 'dev', table: 't', topicArn: 'arn', endpoint });
    const targets = power.targets();
    expect(await targets('cluster', policyOf({ kind: 'brokers' }).kind).describe()).toEqual([]);
    expect(await targets('kafka', 'instance').describe()).toEqual([]);
    expect(asked.sort()).toEqual(['DescribeAutoScalingGroups', 'DescribeInstances']);
  });

  it('looks at EC2 anew for each tick', async () => {
    const power = openPower({ environment: 'dev', table: 't', topicArn: 'arn', endpoint });
    await power.targets()('kafka', 'instance').describe();
    await power.targets()('kafka', 'instance').describe();
    expect(asked).toEqual(['DescribeInstances', 'DescribeInstances']);
  });
});
