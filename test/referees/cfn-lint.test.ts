import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { environmentNames } from '../../lib/environments/environments.ts';
import { cdkContext, environmentOf } from '../lib/synthesised-environment.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { CFN_LINT_WAIVERS } from './cfn-lint-waivers.ts';
import { type Referees, referees } from './referees.ts';

jest.setTimeout(120_000);

/** A finding as cfn-lint writes it as JSON, as far as it is looked at here. */
interface Finding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
}

// CDK's own validation, which other referees see to, would only cost seconds here.
process.env['CDK_VALIDATION'] = 'false';

/** The CDK CLI asks for paths, by which cfn-lint knows CDK's templates and spares them advice on writing by hand. */
const context = { ...cdkContext(), 'aws:cdk:enable-path-metadata': true };

const temporaryFolder = temporaryFolders();
let cfnLint: Referees['cfnLint'];
beforeAll(async () => {
  ({ cfnLint } = await referees());
});

/** All findings, also those that only inform and those of rules that are still on trial. */
function findingsIn(templates: string[]): Finding[] {
  const { status, stdout, stderr } = cfnLint([
    ...['--include-checks', 'I'],
    '--include-experimental',
    ...['--non-zero-exit-code', 'informational'],
    ...['--format', 'json'],
    '--',
    ...templates,
  ]);
  // What it says when it could not do its work is no JSON.
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^\[/), stderr: '' });
  const findings = JSON.parse(stdout) as Finding[];
  expect(status === 0).toBe(findings.length === 0);
  return findings;
}

describe('cfn-lint', () => {
  const assemblies: string[] = [];
  let findings: Finding[];
  beforeAll(() => {
    const templates = environmentNames().flatMap((name) => {
      const { directory, stacks } = environmentOf(name, { context }).app.synth();
      assemblies.push(directory);
      return stacks.map(({ templateFullPath }) => templateFullPath);
    });
    findings = findingsIn(templates);
  });
  afterAll(() => {
    for (const folder of assemblies) {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('finds nothing in the templates of any environment that is not waived', () => {
    const unexpected = findings.filter(({ Rule }) => !Object.hasOwn(CFN_LINT_WAIVERS, Rule.Id));
    expect(unexpected.map(({ Rule, Message, Filename }) => `${Rule.Id} ${Filename}: ${Message}`)).toEqual([]);
  });

  it.each(Object.keys(CFN_LINT_WAIVERS))(
    'still finds what is waived as %s; else the waiver can go',
    (rule) => {
      expect(findings.map(({ Rule }) => Rule.Id)).toContain(rule);
    },
  );

  it('would find something: a property that does not exist and a reference to nowhere are refused', () => {
    const template = join(temporaryFolder(), 'careless.template.json');
    writeFileSync(
      template,
      JSON.stringify({
        Resources: {
          Bucket: {
            Type: 'AWS::S3::Bucket',
            Properties: { BucketNam: 'logs', BucketName: { Ref: 'Nowhere' } },
          },
        },
      }),
    );
    const rules = findingsIn([template]).map(({ Rule }) => Rule.Id);
    expect(rules).toEqual(expect.arrayContaining(['E3002', 'E1020']));
  });
});
