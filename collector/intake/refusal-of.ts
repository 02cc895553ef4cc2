import { CollectorError } from '../errors.ts';
import { IntakeError } from './intake-error.ts';

/** What a sender is told of an error. What is nobody's fault but ours is logged, and told to nobody else. */
export function refusalOf(error: unknown): IntakeError {
  if (error instanceof IntakeError) return error;
  if (error instanceof CollectorError) {
    const { code, message } = error;
    return new IntakeError(code === 'full' || code === 'closing' ? code : 'unavailable', message);
  }
  console.error(error);
  return new IntakeError('internal', 'The collector has a fault; its log says which.');
}
