import { describe, expect, it } from '@jest/globals';
import { failureNamed, TREATMENTS } from '../../balancer/failure.ts';

describe('an error of Kafka', () => {
  it.each([
    ['NOT_LEADER_OR_FOLLOWER', 'yes', true],
    ['LEADER_NOT_AVAILABLE', 'yes', true],
    ['NOT_ENOUGH_REPLICAS', 'yes', true],
    ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'yes', true],
    ['REQUEST_TIMED_OUT', 'yes', true],
    ['KAFKA_STORAGE_ERROR', 'yes', true],
    ['NETWORK_EXCEPTION', 'yes', true],
    ['UNKNOWN_TOPIC_OR_PARTITION', 'no', true],
    ['MESSAGE_TOO_LARGE', 'no', false],
    ['INVALID_RECORD', 'no', false],
    ['TOPIC_AUTHORIZATION_FAILED', 'no', false],
    ['SASL_AUTHENTICATION_FAILED', 'no', false],
    ['UNSUPPORTED_COMPRESSION_TYPE', 'no', false],
    ['ECONNREFUSED', 'no', false],
    ['toString', 'no', false],
  ])('%s counts: %s; is sent again: %s', (name, counts, again) => {
    expect(TREATMENTS[failureNamed(name).kind]).toEqual({ counts, again });
  });

  it('that is a lost connection opens a breaker at once', () => {
    expect(TREATMENTS['connection-lost']).toEqual({ counts: 'once', again: true });
  });
});
