import { describe, expect, it } from '@jest/globals';
import { connectionOptions } from '../../kafka/connection.ts';

describe("a client's options", () => {
  it('hold the address and the name, and no secrets where the doors are open', () => {
    expect(
      connectionOptions({ bootstrap: ['a:9092', 'b:9092'], security: 'open', clientId: 'collector' }),
    ).toEqual({
      clientId: 'collector',
      bootstrapBrokers: ['a:9092', 'b:9092'],
    });
  });
});
