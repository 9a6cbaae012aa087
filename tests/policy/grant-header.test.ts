import { describe, expect, it } from 'vitest';
import { decodeGrant, encodeGrant } from '../../subgraphs/registry/grant-header.ts';
import { grantFor } from '../grants.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sandbox = grantFor('SANDBOX');

describe('a grant on its way to a subgraph', () => {
  it.each([
    sandbox,
    grantFor('MIGRI_POST_CHECK', { needs: ['FEE'], endUser: 'official-7' }),
    grantFor('VF_SELF_SERVICE', {
      consents: { VIRTA: 'GRANTED', ONR: 'UNVERIFIABLE' },
      self: '1.2.246.562.24.00000009000',
    }),
    grantFor('VF_SELF_SERVICE', { consents: {} }),
  ])('arrives as it left', (grant) => {
    expect(decodeGrant(encodeGrant(grant))).toEqual(grant);
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['no base64url', '{"purpose":"SANDBOX"}'],
    ['no JSON', Buffer.from('purpose').toString('base64url')],
    ['two headers', [encodeGrant(sandbox), encodeGrant(sandbox)]],
    ['another purpose', encoded({ ...sandbox, purpose: 'ALL' })],
    ['an inherited name as purpose', encoded({ ...sandbox, purpose: 'toString' })],
    ['a need that is no row', encoded({ ...sandbox, needs: ['ALL'] })],
    ['a consent for no registry', encoded({ ...sandbox, consents: { KELA: 'GRANTED' } })],
    ['a consent in no known state', encoded({ ...sandbox, consents: { ONR: 'yes' } })],
    [
      'no consents at all, which would mean that none are needed',
      encoded({ ...sandbox, consents: undefined }),
    ],
    ['no word on whose data it is', encoded({ ...sandbox, self: undefined })],
    ['somebody who is no learner number', encoded({ ...sandbox, self: '150398-905K' })],
    ['something more', encoded({ ...sandbox, admin: true })],
    ['too much', encoded({ ...sandbox, endUser: 'x'.repeat(5000) })],
  ])('is none, and closes everything, when the header is %s', (_what, header) => {
    expect(decodeGrant(header)).toBeNull();
  });
});
