import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type FakeAws, startFakeAws } from '../fake-aws.ts';
import { machines, SESSION, serviceUserData } from '../play-machines.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

let fakeAws: FakeAws;
beforeEach(async () => {
  fakeAws = await startFakeAws();
});
afterEach(() => fakeAws.close());
const start = machines();

/** What a machine writes that runs these lines; it ends with `done`. */
async function run(...script: string[]): Promise<string[]> {
  const { events, wrote } = await start(serviceUserData([...script, 'echo done'].join('\n')), {
    awsEndpoint: fakeAws.address,
  });
  await wrote('done');
  return events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
}

describe('aws ssm get-parameter', () => {
  const GET = 'aws ssm get-parameter --query Parameter.Value --output text --region eu-central-1';

  it('prints the value, with the credentials of the instance', async () => {
    fakeAws.parameters.set('/catnap/dev/programs/kafka', 's3://bucket/1.zip');
    expect(await run(`${GET} --name /catnap/dev/programs/kafka`)).toEqual(['s3://bucket/1.zip', 'done']);
    expect(fakeAws.authorizations[0]).toMatch(
      new RegExp(`Credential=${SESSION.accessKeyId}/\\d{8}/eu-central-1/ssm/`),
    );
  });

  it('fails with 254 when AWS refuses', async () => {
    const lines = await run(`${GET} --name /gone || echo exit $?`);
    expect(lines[0]).toContain(
      'An error occurred (ParameterNotFound) when calling the GetParameter operation',
    );
    expect(lines[1]).toBe('exit 254');
  });
});

describe('aws s3 cp', () => {
  it('fetches an object, with the credentials of the instance', async () => {
    fakeAws.objects.set('/bucket/programs/1.zip', Buffer.from('bytes'));
    const lines = await run(
      'export AWS_REGION=eu-central-1',
      'cd "$TMPDIR" && aws s3 cp s3://bucket/programs/1.zip 1.zip --only-show-errors && cat 1.zip && echo',
    );
    expect(lines).toContain('bytes');
    expect(fakeAws.authorizations[0]).toContain(`Credential=${SESSION.accessKeyId}/`);
    expect(fakeAws.authorizations[0]).toContain('/eu-central-1/s3/');
  });

  it('fails with 1 when there is no such object', async () => {
    const lines = await run('aws s3 cp s3://bucket/gone 1.zip --region eu-central-1 || echo exit $?');
    expect(lines[0]).toContain('An error occurred (404)');
    expect(lines[1]).toBe('exit 1');
  });
});

describe('any other call of aws', () => {
  it('is refused with what is known, and one without a region with 253', async () => {
    const lines = await run(
      'aws s3 ls --region eu-central-1 || echo exit $?',
      'aws s3 cp s3://bucket/key file || echo exit $?',
    );
    expect(lines[0]).toContain('a machine knows aws ssm get-parameter');
    expect(lines.slice(1)).toEqual([
      'exit 252',
      expect.stringContaining('specify a region'),
      'exit 253',
      'done',
    ]);
  });
});
