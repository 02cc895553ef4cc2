import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { environmentNames } from '../../lib/environments/environments.ts';
import { environmentWithoutAws } from '../../rehearsal/emulated-aws.ts';
import { standInPrograms } from '../lib/synthesised-environment.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { ROOT } from './referees.ts';

jest.setTimeout(180_000);

const BIN = join(ROOT, 'node_modules', '.bin');
const temporaryFolder = temporaryFolders();

/** What a person types, on a machine that knows of no AWS account: neither by variables nor by files at home. */
function synth(environment: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(
    join(BIN, 'cdk'),
    [
      ...['synth', '--strict', '--quiet', '--no-notices'],
      ...['-c', `env=${environment}`],
      ...['--output', temporaryFolder()],
    ],
    {
      cwd: ROOT,
      env: {
        ...environmentWithoutAws(),
        PATH: [BIN, process.env.PATH].join(delimiter),
        HOME: temporaryFolder(),
        AWS_EC2_METADATA_DISABLED: 'true',
        CATNAP_PROGRAMS: standInPrograms(),
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_VALIDATION: 'true',
      },
    },
  );
}

describe('cdk synth --strict', () => {
  const lookUps = () => readFileSync(join(ROOT, 'cdk.context.json'), 'utf8');

  it('passes every environment without a warning, an account or a look-up', async () => {
    const before = lookUps();
    for (const { stdout, stderr } of await Promise.all(environmentNames().map(synth))) {
      expect(stdout + stderr).toContain('Successfully synthesized');
      expect(stdout + stderr).not.toMatch(/warn|deprecat/i);
    }
    expect(lookUps()).toBe(before);
  });

  it('refuses an environment that nobody configured, naming those that exist', async () => {
    await expect(synth('nonsense')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`allowed are ${environmentNames().join(', ')};`),
    });
  });
});
