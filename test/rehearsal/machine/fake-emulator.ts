import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { type LocalServer, serveLocally } from '../../../rehearsal/metadata-service/local-server.ts';

/** An instance as the emulator's side door shows it. */
export interface FakeInstance {
  readonly id: string;
  state: string;
  readonly userData: string;
  volumes: { id: string; device: string; sizeGb: number }[];
  /** @default - of the target `kafka` */
  readonly tags?: Readonly<Record<string, string>>;
  interruption?: { readonly givenAt: string; readonly time: string };
  failed?: boolean;
}

/** Something that was to befall an instance. */
export interface FakeStrike {
  readonly id: string;
  readonly path: string;
  readonly body: unknown;
}

/** The endpoints of the emulator's side door, and nothing else of it. */
export interface FakeEmulator extends LocalServer {
  readonly instances: FakeInstance[];
  /** What was asked to befall instances; it does not. */
  readonly strikes: FakeStrike[];
  /** Why nothing may befall any instance. @default - it may */
  conflict: string | undefined;
  /** While set, every call is answered with this status. */
  broken: number | undefined;
}

/** What becomes of an instance whose machine is off. */
const LANDS: Readonly<Record<string, string>> = { stopping: 'stopped', 'shutting-down': 'terminated' };

export async function startFakeEmulator(): Promise<FakeEmulator> {
  const instances: FakeInstance[] = [];
  const strikes: FakeStrike[] = [];

  const list = () => {
    const shown = instances.filter(({ state }) => state !== 'terminated');
    return shown.map((one) => ({ ...FACTS, tags: { 'catnap:target': 'kafka' }, ...one }));
  };
  const reportOff = (instance: FakeInstance): Answer => {
    const landed = LANDS[instance.state];
    instance.state = landed ?? instance.state;
    return { status: landed === undefined ? 409 : 204 };
  };
  const take = (strike: FakeStrike): Answer => {
    strikes.push(strike);
    const { conflict } = emulator;
    return conflict === undefined ? { status: 204 } : { status: 409, body: { message: conflict } };
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (emulator.broken !== undefined) return { status: emulator.broken };
    if (request.url === '/_catnap/machines') return { status: 200, body: list() };
    const [, id = '', path = ''] =
      /^\/_catnap\/machines\/([^/]+)\/(off|interrupt|fail|stop)$/.exec(request.url ?? '') ?? [];
    const instance = instances.find((one) => one.id === id);
    if (instance === undefined) return { status: 404 };
    return path === 'off' ? reportOff(instance) : take({ id, path, body: await json(request) });
  };

  const server = await serveLocally(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status).end(body && JSON.stringify(body));
  });
  const emulator: FakeEmulator = { ...server, instances, strikes, conflict: undefined, broken: undefined };
  return emulator;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

const FACTS = {
  type: 't3.medium',
  market: 'on-demand',
  failed: false,
  availabilityZone: 'us-east-1a',
  launchTime: '2026-11-21T10:00:00Z',
};
