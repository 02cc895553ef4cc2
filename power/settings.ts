import { paginateGetParametersByPath, type SSMClient } from '@aws-sdk/client-ssm';
import { targetsPath } from './names.ts';

/** Reads which targets an environment has: name → policy as JSON, as deploys wrote it. */
export async function readSettings(
  ssm: SSMClient,
  environment: string,
): Promise<ReadonlyMap<string, string>> {
  const path = targetsPath(environment);
  const settings = new Map<string, string>();
  for await (const page of paginateGetParametersByPath({ client: ssm }, { Path: path })) {
    for (const { Name = '', Value = '' } of page.Parameters ?? [])
      settings.set(Name.slice(path.length + 1), Value);
  }
  return settings;
}
