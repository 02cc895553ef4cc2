import { describe, expect, it } from '@jest/globals';
import { hostEnvironment } from '../../host/environment.ts';
import { parsePorts } from '../../host/ports.ts';

const variables = { CATNAP_ENVIRONMENT: 'dev', CATNAP_ROLE: 'kafka', AWS_REGION: 'eu-central-1' };

describe("the agent's environment", () => {
  it('is a real host unless a rehearsal says otherwise', () => {
    expect(hostEnvironment(variables)).toEqual({
      environment: 'dev',
      role: 'kafka',
      region: 'eu-central-1',
      root: '/',
      ports: parsePorts(undefined),
    });
  });

  it('can lie below another root, with ports of its own', () => {
    const rehearsed = { ...variables, CATNAP_ROOT: '/machines/1/root', CATNAP_PORTS: '{"CLIENT": 20001}' };
    expect(hostEnvironment(rehearsed)).toMatchObject({ root: '/machines/1/root', ports: { CLIENT: 20_001 } });
  });

  it('can name where the brokers of its cluster are', () => {
    const peers = '{"1": {"host": "127.0.0.1", "CLIENT": 20001, "BROKER": 20002, "CONTROLLER": 20003}}';
    const rehearsed = hostEnvironment({ ...variables, CATNAP_PEERS: peers });
    expect(rehearsed.peers?.get(1)).toMatchObject({ host: '127.0.0.1', ports: { BROKER: 20_002 } });
    expect(() => hostEnvironment({ ...variables, CATNAP_PEERS: '{' })).toThrow('CATNAP_PEERS is {');
  });

  it.each(['CATNAP_ENVIRONMENT', 'CATNAP_ROLE', 'AWS_REGION'])(
    'needs %s, and says where it comes from',
    (name) => {
      expect(() => hostEnvironment({ ...variables, [name]: '' })).toThrow(
        `${name} is not set; the unit reads it from /etc/catnap/host.env.`,
      );
    },
  );

  it('refuses names that could not stand in a parameter', () => {
    expect(() => hostEnvironment({ ...variables, CATNAP_ROLE: '../x' })).toThrow(
      'The role name "../x" is not allowed',
    );
  });
});
