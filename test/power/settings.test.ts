import { SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from '@jest/globals';
import { readSettings } from '../../power/settings.ts';
import { cannedAws } from './canned-aws.ts';

it('the targets of an environment are its parameters, page by page', async () => {
  const { config, requests } = cannedAws(({ body }) => {
    const [Name, NextToken] = body.includes('more') ? ['redis'] : ['kafka', 'more'];
    return {
      body: JSON.stringify({ Parameters: [{ Name: `/catnap/dev/targets/${Name}`, Value: '{}' }], NextToken }),
    };
  });
  const settings = await readSettings(new SSMClient(config), 'dev');
  expect([...settings]).toEqual([
    ['kafka', '{}'],
    ['redis', '{}'],
  ]);
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ Path: '/catnap/dev/targets' });
});

it('an environment without targets has no settings', async () => {
  const { config } = cannedAws(() => ({ body: '{}' }));
  expect([...(await readSettings(new SSMClient(config), 'dev'))]).toEqual([]);
});
