import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { EnvironmentConfig } from '../../lib/environments/environment-config.ts';
import { EnvironmentStacks } from '../../lib/environments/environment-stacks.ts';
import { environmentConfig } from '../../lib/environments/environments.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The account that stands in where there is none; its look-ups are in cdk.context.json. */
const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

/** What the CDK CLI would hand to the app: without cdk.json's flags a test would see stacks that nobody deploys. */
export function cdkContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return { ...context, ...(JSON.parse(readFileSync(join(ROOT, 'cdk.context.json'), 'utf8')) as object) };
}

const temporaryFolders: string[] = [];
afterAll(() => {
  for (const folder of temporaryFolders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that lasts as long as the tests of the file that asks for it. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'catnap-synthesis-'));
  temporaryFolders.push(folder);
  return folder;
}

/** A folder that stands in for the gathered programs. */
export function standInPrograms(content = 'stand-in'): string {
  const folder = join(temporaryFolder(), 'programs');
  for (const kind of ['kafka', 'redis']) {
    mkdirSync(join(folder, kind), { recursive: true });
    writeFileSync(join(folder, kind, 'SHA256SUMS'), content);
  }
  return folder;
}

/** A folder that stands in for the bundled functions. */
export function standInFunctions(): string {
  const folder = temporaryFolder();
  for (const name of ['wake', 'reap']) {
    writeFileSync(join(folder, `${name}.mjs`), 'export const handler = () => undefined;');
  }
  return folder;
}

export interface EnvironmentOptions {
  /** Merged over the configuration of that name. */
  readonly config?: Partial<EnvironmentConfig>;
  readonly programs?: string;
  readonly context?: Record<string, unknown>;
  /** Other environments that are in the same app, before this one. */
  readonly beside?: readonly string[];
}

/** An environment's stacks as the app makes them. */
export function environmentOf(
  name: string,
  options: EnvironmentOptions = {},
): { app: App; stacks: EnvironmentStacks } {
  const app = new App({ context: options.context ?? cdkContext() });
  const make = (one: string, config: EnvironmentConfig) =>
    new EnvironmentStacks(app, {
      name: one,
      config,
      programs: options.programs ?? standInPrograms(),
      functions: standInFunctions(),
      env: { account: ACCOUNT, region: REGION },
    });
  for (const other of options.beside ?? []) {
    make(other, environmentConfig(other));
  }
  return { app, stacks: make(name, { ...environmentConfig(name), ...options.config }) };
}

/** The templates of an environment by stack name. */
export function templatesOf(name: string, options: EnvironmentOptions = {}): Record<string, Template> {
  const { stacks } = environmentOf(name, options);
  return Object.fromEntries(stacks.all.map((stack) => [stack.stackName, Template.fromStack(stack)]));
}

/** A template with the hashes of assets masked: they say that code has changed, which is no news about a stack. */
export function withoutHashes(template: object): unknown {
  return JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<hash>'));
}
