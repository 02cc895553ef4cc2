import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { publicWakeVariables } from '../../../lib/constructs/public-wake.ts';
import { powerTemplate } from './power-stack-template.ts';

describe('the public door', () => {
  it('is not there unless it is asked for', () => {
    const closed = powerTemplate();
    closed.resourceCountIs('AWS::Lambda::Url', 0);
    expect(Object.keys(closed.findOutputs('*'))).toEqual(['TransitionsTopic']);
  });

  it('is a URL without credentials, whose function knows the cap and the origins, and answers for CORS itself', () => {
    const open = powerTemplate({ publicWake: { dailyCap: 5, corsOrigins: ['https://example.org'] } });
    open.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE', Cors: Match.absent() });
    open.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          CATNAP_PUBLIC_WAKE: 'true',
          CATNAP_DAILY_CAP: '5',
          CATNAP_CORS_ORIGINS: 'https://example.org',
        }),
      },
    });
    open.hasOutput('WakeUrl', {});
  });
});

describe('what visitors may', () => {
  it('is to wake twenty times a day, from no other site, unless more is said', () => {
    expect(publicWakeVariables({})).toEqual({ CATNAP_PUBLIC_WAKE: 'true', CATNAP_DAILY_CAP: '20' });
  });

  it.each([0, -1, 2.5, Number.NaN])('cannot be to wake %p times a day', (dailyCap) => {
    expect(() => publicWakeVariables({ dailyCap })).toThrow(
      /dailyCap: given .*, allowed is a whole number from 1/,
    );
  });

  it.each(['*', 'https://example.org', 'http://localhost:8080'])('can be asked for from %s', (origin) => {
    expect(publicWakeVariables({ corsOrigins: [origin] })['CATNAP_CORS_ORIGINS']).toBe(origin);
  });

  it.each([
    'example.org',
    'https://example.org/',
    'https://example.org/wake',
    'https://a.org,https://b.org',
    '',
  ])('cannot be asked for from %j, which no browser calls its origin', (origin) => {
    expect(() => publicWakeVariables({ corsOrigins: [origin] })).toThrow(`corsOrigins: given '${origin}'`);
  });
});
