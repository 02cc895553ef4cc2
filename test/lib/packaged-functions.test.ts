import { expect, it } from '@jest/globals';
import { packagedFunctions } from '../../lib/packaged-functions.ts';

it('a checkout has no functions that came with it, and says where they come from', () => {
  expect(() => packagedFunctions()).toThrow(
    /functions: none given.*give the folder that bundleFunctions makes/,
  );
});
