/**
 * Sends the collector's intake ten thousand requests that are made of its document: `node test/referees/openapi/prove.ts`.
 * Each round has a seed of its own, which the output names, so that what it finds can be found again.
 */
import { moodyIntake, total, WRITE_KEY } from './moody-intake.ts';
import { schemathesis } from './schemathesis.ts';

const WANTED = 10_000;
/** Seconds. */
const ROUND = '120';

await using intake = await moodyIntake();
while (total(intake) < WANTED && process.exitCode === undefined) {
  const { ok, output } = await schemathesis(`${intake.url}/openapi.json`, WRITE_KEY, '--max-time', ROUND);
  console.log(`${total(intake)} of ${WANTED} requests:`, Object.fromEntries(intake.answers));
  if (!ok || intake.answers.has(500)) {
    console.error(output);
    process.exitCode = 1;
  }
}
