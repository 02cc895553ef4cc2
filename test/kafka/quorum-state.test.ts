import { describe, expect, it } from '@jest/globals';
import { parseQuorumState } from '../../kafka/quorum-state.ts';

describe('what a node knows of the controllers', () => {
  it('is who leads them and since which epoch, as Kafka 4.3.1 writes it', () => {
    const text =
      '{"leaderId":1,"leaderEpoch":7,"votedId":-1,"votedDirectoryId":"AAAAAAAAAAAAAAAAAAAAAA","data_version":1}';
    expect(parseQuorumState(text)).toEqual({ leaderId: 1, leaderEpoch: 7 });
  });

  it('can be that nobody leads', () => {
    expect(parseQuorumState('{"leaderId":-1,"leaderEpoch":8,"votedId":2,"data_version":1}').leaderId).toBe(
      -1,
    );
  });

  it('is refused if it is something else, with what it was', () => {
    expect(() => parseQuorumState('{"leader":1}')).toThrow(
      expect.objectContaining({ code: 'bad-metadata', message: expect.stringContaining('leaderId') }),
    );
  });
});
