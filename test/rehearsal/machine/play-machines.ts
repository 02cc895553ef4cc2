import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import {
  type Machine,
  type MachineEvent,
  type MachineOptions,
  startMachine,
} from '../../../rehearsal/machine/machine.ts';
import { until } from '../../../rehearsal/until.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { unitFile } from './fake-root.ts';

/** A machine under test, and what was heard of it. */
export interface Played {
  readonly machine: Machine;
  readonly events: readonly MachineEvent[];
  /** Its root file system. */
  readonly root: string;
  /** Resolves when a unit has written that line, in this boot. */
  wrote(line: string): Promise<void>;
  /** Resolves when a unit is in that state. */
  is(unit: string, active: string): Promise<void>;
}

/** The session of its role that each machine has. */
export const SESSION = {
  role: 'catnap-host',
  accessKeyId: 'ASIA0123456789ABCDEF',
  secretAccessKey: 'secret',
  token: 'token',
};

/** User data that writes files, reloads, and enables units at once. */
export function userData(files: Readonly<Record<string, string>>, units: readonly string[]): string {
  const config = {
    write_files: Object.entries(files).map(([path, content]) => ({
      path,
      content,
      permissions: /\/bin\//.test(path) ? '0755' : '0644',
    })),
    runcmd: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', '--no-block', ...units],
    ],
  };
  return `#cloud-config\n${JSON.stringify(config)}\n`;
}

/** User data with one service, `it.service`, whose program is a shell script. */
export function serviceUserData(script: string, ...lines: string[]): string {
  return userData(
    {
      '/usr/local/bin/it': `#!/bin/sh\n${script}\n`,
      '/etc/systemd/system/it.service': unitFile('ExecStart=/usr/local/bin/it', ...lines),
    },
    ['it.service'],
  );
}

/** A function that starts machines; they are killed after each test, and their folders go. */
export function machines(): (
  userData: string,
  more?: Partial<MachineOptions> & { id?: string; volumes?: MachineOptions['instance']['volumes'] },
) => Promise<Played> {
  const on: Machine[] = [];
  // Before the folders go.
  afterEach(async () => {
    await Promise.all(on.splice(0).map((machine) => machine.kill()));
  });
  const newFolder = temporaryFolders();
  return async (text, { id = 'i-0123', volumes = [], ...more } = {}) => {
    const folder = more.folder ?? newFolder();
    const events: MachineEvent[] = [];
    const machine = await startMachine({
      instance: {
        id,
        type: 't3.medium',
        market: 'on-demand',
        availabilityZone: 'us-east-1a',
        userData: text,
        volumes,
        session: SESSION,
      },
      awsEndpoint: 'http://127.0.0.1:9',
      volumesFolder: join(folder, 'volumes'),
      onEvent: (event) => events.push(event),
      ...more,
      folder,
    });
    on.push(machine);
    const heard = async (what: string, matches: (event: MachineEvent) => boolean): Promise<void> => {
      const look = (): Promise<true | undefined> => Promise.resolve(events.some(matches) || undefined);
      await until(look, { what: `${what}; heard ${JSON.stringify(events)}`, timeout: 30_000, every: 10 });
    };
    return {
      machine,
      events,
      root: join(folder, 'root'),
      wrote: (line) => heard(`'${line}' is written`, (event) => event.kind === 'line' && event.line === line),
      is: (unit, active) =>
        heard(
          `${unit} is ${active}`,
          (event) => event.kind === 'unit' && event.unit === unit && event.status.state.active === active,
        ),
    };
  };
}
