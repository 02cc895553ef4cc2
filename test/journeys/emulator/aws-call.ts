/**
 * Requests to services whose SDK clients this project does not need, as the account's owner: of a request without a date
 * the emulator checks no signature.
 */
import type { EmulatedAws } from '../../../rehearsal/emulated-aws.ts';

/** What a service answers. */
export interface AwsAnswer {
  readonly ok: boolean;
  readonly body: string;
}

/** Calls an action of a service that speaks AWS's query protocol: CloudFormation, CloudWatch. */
export function callQuery(
  aws: EmulatedAws,
  service: string,
  version: string,
  action: string,
  parameters: Record<string, string> = {},
): Promise<AwsAnswer> {
  return send(aws, service, {}, new URLSearchParams({ Action: action, Version: version, ...parameters }));
}

/** Calls `<prefix>.<action>` of a service that speaks JSON by POST: SQS, Budgets. */
export async function callJson<T>(
  aws: EmulatedAws,
  service: string,
  target: string,
  body: object,
): Promise<T> {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
  const answer = await send(aws, service, headers, JSON.stringify(body));
  if (!answer.ok) {
    throw new Error(`${target}: ${answer.body}`);
  }
  return JSON.parse(answer.body) as T;
}

async function send(
  aws: EmulatedAws,
  service: string,
  headers: Record<string, string>,
  body: string | URLSearchParams,
): Promise<AwsAnswer> {
  const scope = `${aws.credentials.accessKeyId}/20260101/${aws.region}/${service}/aws4_request`;
  const answer = await fetch(aws.endpoint, {
    method: 'POST',
    // The emulator reads the account and the region here.
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
    body,
  });
  return { ok: answer.ok, body: await answer.text() };
}

/** The texts of all elements of that name. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '');
}

/** The text of the first element of that name, empty without one. */
export function element(xml: string, name: string): string {
  return elements(xml, name)[0] ?? '';
}
