import { describe, expect, it } from '@jest/globals';
import { PlatformaticClient } from '../../../balancer/platformatic/platformatic-client.ts';

const GOOD = { bootstrapBrokers: ['localhost:9092'], clientId: 'me' };

describe('options of the client', () => {
  const nonsense: [object, string][] = [
    [{ bootstrapBrokers: 'localhost:9092' }, 'bootstrapBrokers must be a list of host:port, at least one.'],
    [{ bootstrapBrokers: [9092] }, 'bootstrapBrokers must be host:port each, not 9092.'],
    [{ compression: 'zip' }, 'compression must be one of none, gzip, snappy, lz4, zstd, not "zip".'],
    [
      { retries: 3 },
      'There is no option retries; there are bootstrapBrokers, clientId, tls, tlsServerName, sasl, compression, ' +
        'connectTimeoutMs, ackTimeoutMs.',
    ],
    [{ bootstrapBrokers: [] }, 'bootstrapBrokers must be a list of host:port, at least one.'],
    [{ bootstrapBrokers: ['localhost'] }, 'bootstrapBrokers must be host:port each, not "localhost".'],
    [{ bootstrapBrokers: ['b:1', 'b:65536'] }, 'bootstrapBrokers must be host:port each, not "b:65536".'],
    [{ clientId: '' }, 'clientId must have no blanks and not be empty, not "".'],
    [{ connectTimeoutMs: 1 }, 'connectTimeoutMs must be a whole number from 10 to 60000, not 1.'],
    [{ ackTimeoutMs: 0.5 }, 'ackTimeoutMs must be a whole number from 10 to 600000, not 0.5.'],
  ];
  it.each(nonsense)('refuse %o', (options, message) => {
    expect(() => new PlatformaticClient({ ...GOOD, ...options })).toThrow(
      expect.objectContaining({ code: 'bad-option', message }),
    );
  });
});
