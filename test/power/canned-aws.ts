/** A stand-in for AWS below the SDK's clients: they serialise and parse as ever, answers come from a test. */
import { Readable } from 'node:stream';

/** A request as it would have gone over the wire: the action, and the parameters as text. */
export interface CannedRequest {
  readonly action: string;
  readonly body: string;
}

/** What AWS answers: XML for EC2 and SNS, JSON for SSM. */
export interface CannedAnswer {
  readonly status?: number;
  readonly body: string;
}

/** Settings for an SDK client that is answered by `answer`; `requests` fills with what it asked. */
export function cannedAws(answer: (request: CannedRequest) => CannedAnswer) {
  const requests: CannedRequest[] = [];
  const config = {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle(request: { headers: Record<string, string>; body?: string | Uint8Array }) {
        const body = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
        const action =
          new URLSearchParams(body).get('Action') ?? request.headers['x-amz-target']?.split('.')[1] ?? '';
        const asked = { action, body };
        requests.push(asked);
        const { status = 200, body: text } = answer(asked);
        const response = {
          statusCode: status,
          headers: { 'x-amzn-requestid': '1' },
          body: Readable.from([Buffer.from(text)]),
        };
        return Promise.resolve({ response });
      },
    },
  };
  return { config, requests };
}
