import type { StackOutputs } from './deploy.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';

/**
 * Where the wake function's URL is answered on this machine. The emulator serves it under its own address, not under
 * the one that the stack's output names.
 *
 * @throws RehearsalError 'deploy-failed' when no stack has one.
 */
export function localWakeUrl(outputs: StackOutputs, aws: EmulatedAws): string {
  const url = Object.values(outputs).flatMap((stack) => stack.WakeUrl ?? [])[0];
  if (url === undefined) {
    throw new RehearsalError(
      'deploy-failed',
      'no stack has the output WakeUrl; publicWake must be on in the environment that is rehearsed',
    );
  }
  const id = new URL(url).hostname.split('.')[0];
  return `${aws.endpoint}/_aws/lambda-url/${id}/`;
}
