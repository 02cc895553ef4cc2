import { describe, expect, it } from '@jest/globals';
import { renderProperties } from '../../kafka/properties.ts';

describe('a properties file', () => {
  it('is sorted, so that the same settings give the same bytes', () => {
    expect(renderProperties({ b: '2', a: '1' })).toBe('a=1\nb=2\n');
    expect(renderProperties({ a: '1', b: '2' })).toBe('a=1\nb=2\n');
  });

  it('keeps a backslash and a line end what they are', () => {
    expect(renderProperties({ path: 'C:\\data\nx' })).toBe('path=C:\\\\data\\nx\n');
  });
});
