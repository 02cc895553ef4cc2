import { json } from 'node:stream/consumers';
import { type LocalServer, serveLocally } from '../../../rehearsal/metadata-service/local-server.ts';

/** As much of AWS as the stand-in `aws` calls: parameters by SSM's protocol, and objects by plain GET. */
export interface FakeAws extends LocalServer {
  readonly parameters: Map<string, string>;
  /** `/bucket/key` → bytes. */
  readonly objects: Map<string, Buffer>;
  /** Authorization headers of the calls, in order. */
  readonly authorizations: string[];
}

export async function startFakeAws(): Promise<FakeAws> {
  const parameters = new Map<string, string>();
  const objects = new Map<string, Buffer>();
  const authorizations: string[] = [];
  const server = await serveLocally(async (request, response) => {
    authorizations.push(request.headers.authorization ?? '');
    if (request.headers['x-amz-target'] === 'AmazonSSM.GetParameter') {
      const { Name } = (await json(request)) as { Name: string };
      const Value = parameters.get(Name);
      if (Value === undefined) response.writeHead(400).end(JSON.stringify({ __type: 'ParameterNotFound' }));
      else response.end(JSON.stringify({ Parameter: { Name, Value } }));
      return;
    }
    const object = objects.get(request.url ?? '');
    if (request.method === 'GET' && object) response.end(object);
    else response.writeHead(404).end();
  });
  return {
    ...server,
    parameters,
    objects,
    authorizations,
  };
}
