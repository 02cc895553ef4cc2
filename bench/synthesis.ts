/**
 * How long an environment takes to synthesise, without validation and with it, each time in a fresh process.
 *
 *     npm run bench:synthesis
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSpread } from './spread.ts';

const ROOT = join(import.meta.dirname, '..');
const RUNS = 7;

const folder = mkdtempSync(join(tmpdir(), 'catnap-synthesis-'));
const programs = join(folder, 'programs');
try {
  for (const kind of ['kafka', 'redis']) {
    mkdirSync(join(programs, kind), { recursive: true });
    writeFileSync(join(programs, kind, 'SHA256SUMS'), 'a stand-in');
  }
  const without: number[] = [];
  const withValidation: number[] = [];
  // The first pair warms caches and does not count; then both in turn, so that a slow moment meets both.
  for (let run = 0; run <= RUNS; run++) {
    const pair = [synthesise('false'), synthesise('true')] as const;
    if (run > 0) {
      without.push(pair[0]);
      withValidation.push(pair[1]);
    }
  }
  console.log(`synthesis of dev, ${RUNS} fresh processes each, seconds`);
  console.log(`  without validation  ${describeSpread(without)}`);
  console.log(`  with validation     ${describeSpread(withValidation)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function synthesise(validation: 'true' | 'false'): number {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  const cached = JSON.parse(readFileSync(join(ROOT, 'cdk.context.json'), 'utf8')) as object;
  const began = performance.now();
  execFileSync(process.execPath, ['bin/app.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      CDK_OUTDIR: join(folder, 'cdk.out'),
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...cached, env: 'dev' }),
      CDK_VALIDATION: validation,
      CATNAP_PROGRAMS: programs,
    },
  });
  return (performance.now() - began) / 1000;
}
