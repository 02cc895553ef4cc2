import { describe, expect, it } from '@jest/globals';
import { DEFAULTS, hazardOf, monthlyShareOf, requireSettings } from '../../../cost/interruptions/settings.ts';

describe('the hazard of a spot instance', () => {
  it.each([
    [0.05, 7.0e-5],
    [0.1, 1.4e-4],
    [0.2, 3.1e-4],
  ])('that interrupts %d of all in a month is %d an hour', (share, hazard) => {
    expect(hazardOf(share)).toBeCloseTo(hazard, 5);
    expect(monthlyShareOf(hazardOf(share))).toBeCloseTo(share, 12);
  });

  it.each([-0.1, 1, 5, Number.NaN])('cannot be one that interrupts a share of %d', (share) => {
    expect(() => hazardOf(share)).toThrow(expect.objectContaining({ code: 'bad-settings' }));
  });
});

describe('settings', () => {
  it('are accepted as they are by default', () => {
    expect(() => requireSettings(DEFAULTS)).not.toThrow();
  });

  it.each([
    [{ hazard: -1 }, 'hazard is -1: give a number from 0 to 1'],
    [{ commonShare: 1.5 }, 'commonShare is 1.5: give a number from 0 to 1'],
    [{ meanDrought: Number.NaN }, 'meanDrought is NaN: give a number from 0 to 8760'],
    [{ onDemandCount: 4 }, 'onDemandCount is 4: give a number from 0 to 3'],
    [{ onDemandCount: 1.5 }, 'onDemandCount is 1.5: give a whole number'],
    [{ spotPatience: -600 }, 'spotPatience is -600: give a number from 0 to Infinity'],
  ])('%j are refused', (wrong, message) => {
    expect(() => requireSettings({ ...DEFAULTS, ...wrong })).toThrow(
      expect.objectContaining({ code: 'bad-settings', message }),
    );
  });
});
