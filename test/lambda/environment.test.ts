import { describe, expect, it } from '@jest/globals';
import { powerPlace, visitorSettings } from '../../lambda/environment.ts';

describe('what a function was configured with', () => {
  const place = { CATNAP_ENVIRONMENT: 'dev', CATNAP_TABLE: 'table', CATNAP_TOPIC_ARN: 'arn' };

  it('is where its environment lives', () => {
    expect(powerPlace(place)).toEqual({ environment: 'dev', table: 'table', topicArn: 'arn' });
  });

  it.each(Object.keys(place))('cannot do without %s', (name) => {
    expect(() => powerPlace({ ...place, [name]: undefined })).toThrow(`${name} is not set`);
  });

  it('closes the door to visitors unless told otherwise', () => {
    expect(visitorSettings({})).toEqual({ publicWake: false, dailyCap: 20, corsOrigins: [] });
    expect(visitorSettings({ CATNAP_PUBLIC_WAKE: 'yes' }).publicWake).toBe(false);
  });

  it('opens it as told', () => {
    const variables = {
      CATNAP_PUBLIC_WAKE: 'true',
      CATNAP_DAILY_CAP: '5',
      CATNAP_CORS_ORIGINS: 'https://a.example, https://b.example,',
    };
    const corsOrigins = ['https://a.example', 'https://b.example'];
    expect(visitorSettings(variables)).toEqual({ publicWake: true, dailyCap: 5, corsOrigins });
  });

  it.each(['many', '-1', '1.5', ''])('refuses a daily cap of "%s"', (cap) => {
    expect(() => visitorSettings({ CATNAP_DAILY_CAP: cap })).toThrow('give a whole number');
  });

  it.each(['wake', 'reap'])(
    'missing altogether fails the function %s when it starts, by name',
    async (name) => {
      await expect(import(`../../lambda/${name}.ts`)).rejects.toMatchObject({ code: 'bad-environment' });
    },
  );
});
