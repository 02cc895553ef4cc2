import { type LocalServer, serveLocally } from '../../../rehearsal/metadata-service/local-server.ts';

/** An instance as the emulator's side door shows it. */
export interface FakeInstance {
  readonly id: string;
  state: string;
  readonly userData: string;
  volumes: { id: string; device: string; sizeGb: number }[];
}

/** The two endpoints of the emulator that a supervisor calls, and nothing else of it. */
export interface FakeEmulator extends LocalServer {
  readonly instances: FakeInstance[];
  /** While set, every call is answered with this status. */
  broken: number | undefined;
}

/** What becomes of an instance whose machine is off. */
const LANDS: Readonly<Record<string, string>> = { stopping: 'stopped', 'shutting-down': 'terminated' };

export async function startFakeEmulator(): Promise<FakeEmulator> {
  const instances: FakeInstance[] = [];
  const server = await serveLocally((request, response) => {
    const [, id] = /^\/_catnap\/machines\/([^/]+)\/off$/.exec(request.url ?? '') ?? [];
    const instance = instances.find((one) => one.id === id);
    if (emulator.broken !== undefined) {
      response.writeHead(emulator.broken).end();
    } else if (request.method === 'GET' && request.url === '/_catnap/machines') {
      const shown = instances.filter(({ state }) => state !== 'terminated');
      response.end(
        JSON.stringify(shown.map((one) => ({ ...one, ...FACTS, tags: { 'catnap:target': 'kafka' } }))),
      );
    } else if (request.method === 'POST' && instance) {
      const landed = LANDS[instance.state];
      instance.state = landed ?? instance.state;
      response.writeHead(landed === undefined ? 409 : 204).end();
    } else {
      response.writeHead(404).end();
    }
  });
  const emulator: FakeEmulator = {
    ...server,
    instances,
    broken: undefined,
  };
  return emulator;
}

const FACTS = { type: 't3.medium', availabilityZone: 'us-east-1a', launchTime: '2026-11-21T10:00:00Z' };
