import { createWriteStream } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { GetParameterCommand, SSMClient, SSMServiceException } from '@aws-sdk/client-ssm';
import { fromInstanceMetadata } from '@aws-sdk/credential-providers';
import { errorCode, errorMessage } from '../error-code.ts';
import { below } from '../layout.ts';
import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { signedHeaders } from './signed-headers.ts';

/** Exit codes of the AWS CLI (its guide, "Command line return codes"). */
const TRANSFER_FAILED = 1;
const USAGE = 252;
const CONFIGURATION = 253;
const SERVICE_FAILED = 254;

const KNOWN =
  'aws: a machine knows aws ssm get-parameter --name N --query Parameter.Value --output text [--region R] and ' +
  'aws s3 cp s3://bucket/key file [--region R] [--only-show-errors] [--no-progress]';

/** Where the calls go, and as whom. */
interface Target {
  readonly endpoint: string;
  readonly region: string;
}

/** The two calls of the AWS CLI that a host makes, with the credentials of its metadata service, to the emulator. */
export function aws(argv: readonly string[], root: string): Promise<CommandAnswer> | CommandAnswer {
  const call = parseCall(argv);
  if (!call) return fail(USAGE, KNOWN);
  const { values, positionals } = call;
  const region = values.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (!region) return fail(CONFIGURATION, 'You must specify a region: --region or AWS_REGION.');
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (!endpoint)
    return fail(CONFIGURATION, 'AWS_ENDPOINT_URL must name the emulator: a machine never calls AWS.');

  const [service, operation, from, to, ...others] = positionals;
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(from ?? '') ?? [];
  if (service === 's3' && operation === 'cp' && bucket && key && to && others.length === 0) {
    return copyObject({ endpoint, region }, bucket, key, isAbsolute(to) ? below(root, to) : to);
  }
  const asksValue = values.query === 'Parameter.Value' && values.output === 'text';
  if (service === 'ssm' && operation === 'get-parameter' && values.name && asksValue && from === undefined) {
    return getParameter({ endpoint, region }, values.name);
  }
  return fail(USAGE, KNOWN);
}

function parseCall(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        query: { type: 'string' },
        output: { type: 'string' },
        region: { type: 'string' },
        'only-show-errors': { type: 'boolean' },
        'no-progress': { type: 'boolean' },
      },
    });
  } catch (error) {
    if (errorCode(error).startsWith('ERR_PARSE_ARGS')) return undefined;
    throw error;
  }
}

async function getParameter({ endpoint, region }: Target, name: string): Promise<CommandAnswer> {
  const client = new SSMClient({ endpoint, region, credentials: fromInstanceMetadata() });
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    return succeed(Parameter?.Value ?? '');
  } catch (error) {
    const what = `calling the GetParameter operation: ${errorMessage(error)}`;
    if (error instanceof SSMServiceException)
      return fail(SERVICE_FAILED, `An error occurred (${error.name}) when ${what}`);
    return fail(SERVICE_FAILED, `Could not connect when ${what}`);
  }
}

async function copyObject(
  { endpoint, region }: Target,
  bucket: string,
  key: string,
  file: string,
): Promise<CommandAnswer> {
  try {
    const credentials = await fromInstanceMetadata()();
    const url = new URL(`${endpoint}/${bucket}/${encodeURI(key)}`);
    const response = await fetch(url, {
      headers: signedHeaders({ url, region, service: 's3', credentials, now: new Date() }),
    });
    if (!response.ok || !response.body) {
      return fail(
        TRANSFER_FAILED,
        `fatal error: An error occurred (${response.status}) when calling the GetObject operation: s3://${bucket}/${key}`,
      );
    }
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
    return succeed(`download: s3://${bucket}/${key} to ${file}`);
  } catch (error) {
    return fail(TRANSFER_FAILED, `download failed: s3://${bucket}/${key} to ${file} ${errorMessage(error)}`);
  }
}
