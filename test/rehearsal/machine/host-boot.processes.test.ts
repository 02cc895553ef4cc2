import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { hostUserData } from '../../../lib/constructs/host-user-data.ts';
import { packPrograms, programsCalled } from '../../host/update/made-programs.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { program, writeFiles } from './fake-root.ts';
import { machines } from './play-machines.ts';
import { unitsOf } from './units-of.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

const PARAMETER = '/catnap/dev/programs/kafka';
const USER_DATA = hostUserData({
  environmentName: 'dev',
  role: 'kafka',
  region: 'us-east-1',
  packages: ['nodejs24'],
}).render();

let fakeAws: FakeAws;
beforeEach(async () => {
  fakeAws = await startFakeAws();
});
afterEach(() => fakeAws.close());
const start = machines();
const newFolder = temporaryFolders();

/** Publishes programs whose agent only says what it was called for; its `boot` writes what Kafka starts from. */
function publish(id: string): void {
  const zip = join(newFolder(), `${id}.zip`);
  packPrograms(zip, {
    ...programsCalled(id),
    ...Object.fromEntries(Object.entries(unitsOf('kafka')).map(([name, text]) => [`units/${name}`, text])),
    'agent.mjs': `import { writeFileSync } from 'node:fs';
      const [command] = process.argv.slice(2);
      console.log('agent ${id} ' + command);
      if (command === 'boot') writeFileSync(process.env.CATNAP_ROOT + '/run/catnap/kafka.jvm', '-Xmx1g');
      if (command === 'watch') setInterval(() => undefined, 1000);
      `,
  });
  fakeAws.objects.set(`/assets/${id}.zip`, readFileSync(zip));
  fakeAws.parameters.set(PARAMETER, `s3://assets/${id}.zip`);
}

/** A Java that says what it was called with and lasts. */
function fakeJava(): string {
  const folder = newFolder();
  writeFiles(folder, {
    'bin/java': program(`trap 'echo kafka ends; exit 143' TERM`, 'echo "$@"', 'sleep 300 & wait'),
  });
  return join(folder, 'bin/java');
}

const options = (folder = newFolder()) => ({
  folder,
  awsEndpoint: fakeAws.address,
  programs: { node: process.execPath, java: fakeJava() },
});

describe('a host', () => {
  it('fetches its programs at the first boot, starts Kafka and the agent, and stops them in order', async () => {
    publish('one');
    const { machine, root, events, wrote } = await start(USER_DATA, options());
    await wrote('agent one watch');
    await wrote(`@${root}/run/catnap/kafka.jvm kafka.Kafka ${root}/run/catnap/server.properties`);
    await machine.powerOff();
    const lines = events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
    expect(lines.indexOf('agent one boot')).toBeLessThan(lines.indexOf('agent one watch'));
    expect(lines.slice(-2)).toEqual(['kafka ends', 'agent one stop']);
  });

  it('takes new programs at the next boot, and keeps the old ones when it cannot fetch', async () => {
    publish('one');
    const folder = newFolder();
    const first = await start(USER_DATA, options(folder));
    await first.wrote('agent one watch');
    await first.machine.powerOff();

    publish('two');
    const second = await start(USER_DATA, options(folder));
    await second.wrote('agent two watch');
    await second.machine.powerOff();
    expect(readdirSync(join(second.root, 'opt/catnap/programs'))).toEqual(['two']);

    fakeAws.parameters.clear();
    const third = await start(USER_DATA, options(folder));
    await third.wrote('agent two watch');
    await third.wrote('catnap-update: cannot fetch the programs that the deploy names; keeping two');
  });
});
