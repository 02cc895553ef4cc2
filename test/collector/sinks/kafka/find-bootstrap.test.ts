import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from '@jest/globals';
import { findBootstrap } from '../../../../collector/sinks/kafka/find-bootstrap.ts';

const PARAMETER = { parameter: '/catnap/test/bootstrap/kafka' };
const forever = new AbortController().signal;

/** An SSM in which a parameter has these values, one after the other; undefined: it is not there. */
function ssmOf(...values: (string | undefined)[]): SSMClient {
  return new SSMClient({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle() {
        const Value = values.shift();
        const found = { Parameter: { Name: PARAMETER.parameter, Value } };
        const missing = { __type: 'ParameterNotFound', message: 'not found' };
        const body = Buffer.from(JSON.stringify(Value === undefined ? missing : found));
        const headers = { 'content-type': 'application/x-amz-json-1.1' };
        const statusCode = Value === undefined ? 400 : 200;
        return Promise.resolve({ response: { statusCode, headers, body } });
      },
    },
  });
}

describe('where Kafka is', () => {
  it('is what the settings say', async () => {
    const find = await findBootstrap(['kafka-1:9092', 'kafka-2:9092']);
    expect(await find(forever)).toEqual(['kafka-1:9092', 'kafka-2:9092']);
  });

  it('is what the parameter holds at that moment', async () => {
    const find = await findBootstrap(PARAMETER, ssmOf('10.0.0.7:9092', 'b-1:9092, b-2:9092'));
    expect(await find(forever)).toEqual(['10.0.0.7:9092']);
    expect(await find(forever)).toEqual(['b-1:9092', 'b-2:9092']);
  });

  it('is unknown while the host has not written it', async () => {
    const find = await findBootstrap(PARAMETER, ssmOf(undefined));
    await expect(find(forever)).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it.each(['none yet', 'kafka', ':9092', 'kafka:9092,'])('is not %j', async (value) => {
    const find = await findBootstrap(PARAMETER, ssmOf(value));
    await expect(find(forever)).rejects.toThrow(
      `the parameter /catnap/test/bootstrap/kafka holds ${value}; it must hold host:port, or several`,
    );
  });
});
