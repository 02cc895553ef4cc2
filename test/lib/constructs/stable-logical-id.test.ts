import { expect, it } from '@jest/globals';
import { stableLogicalId } from '../../../lib/constructs/stable-logical-id.ts';

it('a logical id is made of letters and digits alone, whatever the names', () => {
  expect(stableLogicalId('catnap', 'dev-2', 'my-kafka', 'data')).toBe('CatnapDev2MyKafkaData');
});
