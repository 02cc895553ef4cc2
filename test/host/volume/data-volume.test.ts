import { describe, expect, it } from '@jest/globals';
import { parseHostSettings } from '../../../host/settings.ts';
import { dataVolumeOf } from '../../../host/volume/data-volume.ts';
import { BROKER_SETTINGS, SETTINGS } from '../booted-host.ts';

const settings = (value: object) => parseHostSettings('/catnap/dev/hosts/x', JSON.stringify(value));

describe('the data volume of a host', () => {
  it('is the one with the tags of its target', () => {
    expect(dataVolumeOf('dev', settings(SETTINGS))).toEqual({
      tags: { 'catnap:environment': 'dev', 'catnap:target': 'kafka' },
    });
  });

  it('is, for a broker of a cluster, the one of its own node', () => {
    expect(dataVolumeOf('dev', settings(BROKER_SETTINGS))).toEqual({
      tags: { 'catnap:environment': 'dev', 'catnap:target': 'cluster', 'catnap:broker': '2' },
    });
  });

  it('is the one that the settings name, whatever its tags', () => {
    const adopting = { ...BROKER_SETTINGS, dataVolume: { volumeId: 'vol-0a1' } };
    expect(dataVolumeOf('dev', settings(adopting))).toEqual({ volumeId: 'vol-0a1' });
  });
});
