import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from '@jest/globals';
import { publishBootstrap } from '../../host/bootstrap-address.ts';
import { ssmParameters } from '../../host/parameters.ts';
import { cannedAws } from '../power/canned-aws.ts';

const NAME = '/catnap/dev/bootstrap/kafka';

/** SSM with one parameter, or none. */
function ssm(value?: string) {
  const { config, requests } = cannedAws(({ action }) => {
    if (action === 'PutParameter') return { body: '{"Version": 2}' };
    if (value !== undefined) return { body: JSON.stringify({ Parameter: { Value: value } }) };
    return { status: 400, body: '{"__type": "ParameterNotFound"}' };
  });
  return { parameters: ssmParameters(new SSMClient(config)), requests };
}

describe('a parameter', () => {
  it('is read, or found missing', async () => {
    expect(await ssm('value').parameters.read(NAME)).toBe('value');
    expect(await ssm().parameters.read(NAME)).toBeUndefined();
  });

  it('that may not be read says so by name', async () => {
    const { config } = cannedAws(() => ({ status: 400, body: '{"__type": "AccessDeniedException"}' }));
    await expect(ssmParameters(new SSMClient(config)).read(NAME)).rejects.toMatchObject({
      code: 'aws-failed',
      message: `Cannot read SSM parameter ${NAME}; see what the instance's role may do.`,
    });
  });
});

describe('a secret', () => {
  const SECRET = '/catnap/dev/redis/client';

  it('is read in plain text, or found missing', async () => {
    const { parameters, requests } = ssm('s3cr3t');
    expect(await parameters.readSecret(SECRET)).toBe('s3cr3t');
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toEqual({ Name: SECRET, WithDecryption: true });
    expect(await ssm().parameters.readSecret(SECRET)).toBeUndefined();
  });

  it('is made as a SecureString, and only if there is none', async () => {
    const { parameters, requests } = ssm();
    expect(await parameters.makeSecret(SECRET, 's3cr3t')).toBe(true);
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toEqual({
      Name: SECRET,
      Value: 's3cr3t',
      Type: 'SecureString',
      Overwrite: false,
    });
  });

  it('that somebody else has made meanwhile stays theirs', async () => {
    const { config } = cannedAws(() => ({ status: 400, body: '{"__type": "ParameterAlreadyExists"}' }));
    expect(await ssmParameters(new SSMClient(config)).makeSecret(SECRET, 's3cr3t')).toBe(false);
  });

  it('is not part of a complaint', async () => {
    const { config } = cannedAws(() => ({ status: 400, body: '{"__type": "AccessDeniedException"}' }));
    await expect(ssmParameters(new SSMClient(config)).makeSecret(SECRET, 's3cr3t')).rejects.toMatchObject({
      code: 'aws-failed',
      message: `Cannot make SSM parameter ${SECRET}; see what the instance's role may do.`,
    });
  });
});

describe('the bootstrap address', () => {
  it('is published where clients look for it', async () => {
    const { parameters, requests } = ssm('old-host:9092');
    await publishBootstrap(parameters, 'dev', 'kafka', 'new-host:9092');
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toMatchObject({ Name: NAME, Value: 'new-host:9092' });
  });

  it('is published at the first boot', async () => {
    const { parameters, requests } = ssm();
    await publishBootstrap(parameters, 'dev', 'kafka', 'host:9092');
    expect(requests.map(({ action }) => action)).toEqual(['GetParameter', 'PutParameter']);
  });

  it('is not written again as long as it is the same', async () => {
    const { parameters, requests } = ssm('host:9092');
    await publishBootstrap(parameters, 'dev', 'kafka', 'host:9092');
    expect(requests.map(({ action }) => action)).toEqual(['GetParameter']);
  });
});
