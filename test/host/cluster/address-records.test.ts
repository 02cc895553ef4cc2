import { expect, it } from '@jest/globals';
import { route53Records } from '../../../host/cluster/address-records.ts';
import { cannedAws } from '../../power/canned-aws.ts';

const NAME = 'broker-2.cluster.dev.catnap.internal';

it('a name means the new address, whatever it meant before, and nobody believes it for long', async () => {
  const { config, requests } = cannedAws(() => ({ body: '<ChangeResourceRecordSetsResponse/>' }));
  await route53Records(config).point('Z1', NAME, '10.0.0.7');
  const { body = '' } = requests[0] ?? {};
  expect(body).toContain('<Action>UPSERT</Action>');
  expect(body).toContain(`<Name>${NAME}</Name><Type>A</Type><TTL>10</TTL>`);
  expect(body).toContain('<Value>10.0.0.7</Value>');
});

it('a zone that must not be changed is named', async () => {
  const error = '<Error><Code>AccessDenied</Code><Message>no</Message></Error>';
  const { config } = cannedAws(() => ({ status: 403, body: `<ErrorResponse>${error}</ErrorResponse>` }));
  await expect(route53Records(config).point('Z1', NAME, '10.0.0.7')).rejects.toMatchObject({
    code: 'aws-failed',
    message: expect.stringContaining(`Cannot make ${NAME} mean 10.0.0.7 in the private zone Z1`),
  });
});
