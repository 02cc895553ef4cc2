import { expect, it } from '@jest/globals';
import { assertReadable } from '../../../power/store/assert-readable.ts';
import { TargetItems } from '../../../power/store/target-items.ts';
import { intent, wish } from '../samples.ts';

it('nothing is decided on what a newer version wrote', () => {
  const items = (v: number) =>
    new TargetItems([
      { key: 'wish', value: wish(), rev: '1', v },
      { key: 'intent', value: intent(), rev: '1', v },
    ]);
  expect(() => assertReadable(items(1), 'kafka')).not.toThrow();
  expect(() => assertReadable(items(2), 'kafka')).toThrow(
    expect.objectContaining({
      code: 'newer-version',
      message:
        'A newer version of catnap than this one wrote wish, intent of kafka; nothing is started or stopped until the newer version is deployed (again).',
    }),
  );
});
