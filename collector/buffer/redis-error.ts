import { ErrorReply } from 'redis';
import { CollectorError } from '../errors.ts';

/** What an error of Redis means to whoever wants something buffered. */
export function collectorError(error: unknown): CollectorError {
  if (error instanceof CollectorError) return error;
  if (!(error instanceof ErrorReply)) throw error;
  const said = error.message;
  if (said.includes('OOM command not allowed')) {
    return new CollectorError('full', 'Redis is full (maxmemory): send again when it was drained', {
      cause: error,
    });
  }
  const [, owner] = /NOTOWNER ?(.*)/.exec(said) ?? [];
  if (owner === undefined)
    return new CollectorError('unavailable', `Redis refuses: ${said}`, { cause: error });
  return owner === '' ? ranOut() : secondCollector(owner);
}

export function secondCollector(owner: string): CollectorError {
  return new CollectorError(
    'second-collector',
    `another collector writes to this Redis: ${owner}. Only one may, or the order of events is lost: stop one of them`,
  );
}

function ranOut(): CollectorError {
  return new CollectorError('unavailable', 'the ownership of the buffer ran out; it is being taken again');
}

/** Whether it can be over only by opening the buffer again: the ownership is gone. */
export function isOwnershipLost(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.includes('NOTOWNER');
}
