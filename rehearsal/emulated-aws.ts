/**
 * Account of everything in a rehearsal. The emulator takes an access key of twelve digits for the account's owner, who
 * may do everything; functions and hosts have sessions of their roles, and may do what these say.
 */
export const ACCOUNT = '000000000000';

/** Region of everything in a rehearsal. */
export const REGION = 'us-east-1';

/** How an AWS SDK client reaches a rehearsal. */
export interface EmulatedAws {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The emulator on a port of this machine. */
export function emulatedAws(port: number): EmulatedAws {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'rehearsal' },
  };
}

/** The same for programs that read the environment, cut off from whatever AWS account the person has. */
export function emulatedAwsVariables(aws: EmulatedAws): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** This process's environment without anything that speaks of an AWS account. */
export function environmentWithoutAws(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS_|CDK_DEFAULT_)/.test(name)));
}
