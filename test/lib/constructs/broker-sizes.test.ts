import { describe, expect, it } from '@jest/globals';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { BROKER_SIZE_NAMES, BROKER_SIZES } from '../../../lib/constructs/broker-sizes.ts';

describe.each(BROKER_SIZE_NAMES)('the size %s', (name) => {
  const types: readonly string[] = BROKER_SIZES[name];

  it('is six types or more, each once', () => {
    expect(types.length).toBeGreaterThanOrEqual(6);
    expect(new Set(types).size).toBe(types.length);
  });

  it('is of the architecture that the image has', () => {
    const architectures = types.map((type) => new InstanceType(type).architecture);
    expect(new Set(architectures)).toEqual(new Set([InstanceArchitecture.X86_64]));
  });

  it('has T types alone or none: they need a launch template that others refuse', () => {
    expect(new Set(types.map((type) => /^t\d/.test(type))).size).toBe(1);
  });
});
