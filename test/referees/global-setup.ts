import { installSchemathesis } from './openapi/schemathesis.ts';
import { referees } from './referees.ts';

/** Installs the referees before jest starts its workers, so that no two of them do it side by side. */
// biome-ignore lint/style/noDefaultExport: jest asks for one.
export default async function installReferees(): Promise<void> {
  await referees();
  await installSchemathesis();
}
