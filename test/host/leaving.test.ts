import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BROKER, WatchedHost } from './watched-host.ts';

const NOTICE = 'EC2 takes this spot instance back at 2026-11-21T03:02:00Z';

let host: WatchedHost;

beforeEach(() => {
  host = new WatchedHost(BROKER);
});

afterEach(async () => {
  await host.end();
});

describe('a broker whose instance EC2 takes back', () => {
  it('stops Kafka, gives its volume back and has itself replaced, in that order', async () => {
    await host.start();
    host.departure.ec2 = { leave: NOTICE };
    await host.pass(5);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
    expect(host.departure.ending).toBe('clean');
    expect(await host.report()).toMatchObject({
      ready: false,
      stopped: 'clean',
      detail: { phase: 'stopped', message: `goes for good: ${NOTICE}` },
    });
  });

  it('goes once, and reports until it is gone, so that nobody takes it for lost', async () => {
    await host.start();
    host.departure.ec2 = { leave: NOTICE };
    await host.pass(90);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
    expect((await host.report())?.at).toBe(host.clock.at(-5));
  });

  it('goes though the table does not answer', async () => {
    await host.start();
    host.tableTrouble = 'connection refused';
    host.departure.ec2 = { leave: NOTICE };
    await host.pass(5);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
  });

  it('goes though Kafka was still starting', async () => {
    host.kafka.trouble = 'connection refused';
    await host.start();
    host.departure.ec2 = { leave: NOTICE };
    await host.pass(5);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
  });

  it('goes in its sleep too, and does not wake for a stop that is withdrawn', async () => {
    await host.start();
    await host.announceStop(30, 'cluster');
    await host.pass(31);
    host.departure.ec2 = { leave: NOTICE };
    await host.pass(10);
    await host.withdrawStop();
    await host.pass(30);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
    expect(await host.report()).toMatchObject({ stopped: 'clean' });
  });

  it('is not harmed by a metadata service that does not answer', async () => {
    host.departure.trouble = 'did not answer for 0 s';
    await host.start();
    await host.pass(60);
    expect(host.kafka.orders).toEqual([]);
    expect(host.log[0]).toBe('whether EC2 takes the instance back is unknown: did not answer for 0 s');
  });
});

describe('a broker that is asked to leave', () => {
  it('hears of it with its next report', async () => {
    await host.start();
    await host.askToLeave('i-1');
    await host.pass(20);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
    expect((await host.report())?.detail.message).toBe('goes for good: it is renewed');
  });

  it('is another one: this one stays', async () => {
    await host.start();
    await host.askToLeave('i-2');
    await host.pass(60);
    expect(host.kafka.orders).toEqual([]);
    expect(await host.report()).toMatchObject({ ready: true });
  });

  it('leaves once, though EC2 takes it back at the same time', async () => {
    await host.start();
    await host.askToLeave('i-1');
    host.departure.ec2 = { leave: NOTICE };
    await host.pass(60);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
  });
});

describe('a broker that goes', () => {
  it('keeps a volume that is still in use for a while, and then lets the instance end with it', async () => {
    host.departure.busy = 3;
    host.departure.ec2 = { leave: NOTICE };
    await host.start();
    expect(host.kafka.orders).toEqual(['stop']);
    await host.pass(5);
    expect(host.kafka.orders).toEqual(['stop', 'release', 'terminate']);
  });

  it('does not wait for its volume for ever', async () => {
    host.departure.busy = Number.POSITIVE_INFINITY;
    host.departure.ec2 = { leave: NOTICE };
    await host.start();
    await host.pass(14);
    expect(host.kafka.orders).toEqual(['stop']);
    await host.pass(1);
    expect(host.kafka.orders).toEqual(['stop', 'terminate']);
    expect(host.log).toContain('the volume goes back only with the instance: target is busy');
  });

  it('asks its group again when it refuses', async () => {
    host.departure.refusals = 2;
    host.departure.ec2 = { leave: NOTICE };
    await host.start();
    expect(host.log.at(-1)).toBe('this host cannot leave yet: Rate exceeded');
    await host.pass(2);
    expect(host.kafka.orders.filter((order) => order === 'terminate')).toHaveLength(1);
  });

  it('is not kept by the death of its agent: the next one goes on', async () => {
    host.departure.refusals = 1;
    host.departure.ec2 = { leave: NOTICE };
    await host.start();
    expect(host.kafka.orders).toEqual(['stop', 'release']);
    host.departure.ec2 = {};
    await host.killAgent();
    expect(host.kafka.orders.slice(-2)).toEqual(['release', 'terminate']);
    expect(await host.report()).toMatchObject({
      stopped: 'clean',
      detail: { message: `goes for good: ${NOTICE}` },
    });
  });
});

describe('a broker that EC2 calls at risk', () => {
  it('says so, and stays', async () => {
    host.departure.ec2 = { risk: 'EC2 says that this spot instance is likely to be interrupted' };
    await host.start();
    await host.pass(40);
    expect(host.kafka.orders).toEqual([]);
    expect(await host.report()).toMatchObject({ ready: true, atRisk: host.departure.ec2.risk });
  });
});

describe('a broker that serves', () => {
  it('says how many partitions have a replica that is out of sync, if it knows', async () => {
    host.kafka.underReplicated = () => Promise.resolve(7);
    await host.start();
    expect(await host.report()).toMatchObject({ ready: true, underReplicated: 7 });
    host.kafka.underReplicated = () => Promise.reject(new Error('timed out'));
    await host.pass(20);
    expect(await host.report()).toMatchObject({ ready: true, underReplicated: undefined });
    expect(host.log).toEqual(['which replicas are in sync is unknown: timed out']);
  });
});

describe('a stop that is announced to the whole cluster', () => {
  it('is obeyed by each of its brokers, whichever instances they are on', async () => {
    await host.start();
    await host.announceStop(30, 'cluster');
    await host.pass(30);
    expect(host.kafka.orders).toEqual(['stop']);
    expect(await host.report()).toMatchObject({ stopped: 'clean' });
  });
});

it('a single host never goes for good', async () => {
  const single = new WatchedHost();
  single.departure.ec2 = { leave: NOTICE };
  await single.start();
  await single.askToLeave('i-1');
  await single.pass(60);
  expect(single.kafka.orders).toEqual([]);
  await single.end();
});
