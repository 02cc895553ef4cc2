import { describe, it } from '@jest/globals';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { powerStack, powerTemplate } from '../constructs/power-stack-template.ts';

describe('the power stack', () => {
  it('says when nobody would hear of an alarm', () => {
    Annotations.fromStack(powerStack()).hasInfo(
      '/Power',
      Match.stringLikeRegexp('nobody is told of alarms and transitions in dev: set notifyEmail'),
    );
    Annotations.fromStack(powerStack({ notifyEmail: 'someone@example.org' })).hasNoInfo(
      '*',
      Match.anyValue(),
    );
  });

  it('mails an address of every transition and alarm', () => {
    powerTemplate({ notifyEmail: 'someone@example.org' }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'someone@example.org',
    });
  });
});
