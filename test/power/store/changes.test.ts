import { expect, it } from '@jest/globals';
import { assertOneChangePerItem } from '../../../power/store/changes.ts';
import { TargetItems } from '../../../power/store/target-items.ts';
import { wish } from '../samples.ts';

const items = new TargetItems([]);

it('a commit names each item once, as DynamoDB wants it', () => {
  expect(() => assertOneChangePerItem([])).not.toThrow();
  expect(() => assertOneChangePerItem([items.check('wish'), items.check('intent')])).not.toThrow();
  const twice = [items.check('intent'), items.check('wish'), items.put('wish', wish())];
  expect(() => assertOneChangePerItem(twice)).toThrow(
    expect.objectContaining({
      code: 'bad-change',
      message: 'Two changes of one commit concern wish; give each item one change.',
    }),
  );
});
