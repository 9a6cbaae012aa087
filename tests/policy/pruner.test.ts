import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPruner } from '../../gateway/policy/pruner.ts';
import type { Grant } from '../../subgraphs/registry/grant.ts';
import { grantFor } from '../grants.ts';
import { operationOf, policy, schema, today } from './graph.ts';

const document = parse(`query ($n: Oppijanumero!) { student(oppijanumero: $n) {
  oppijanumero termFees { state } studyRights { state } } }`);
const operation = operationOf(document);
const prune = createPruner();
const run = (grant: Grant | null, variables: Readonly<Record<string, unknown>> = {}, day = today) =>
  prune({
    schema,
    policy,
    document,
    operation,
    grant,
    today: day,
    variables: { n: '1.2.246.562.24.00000009000', ...variables },
  });

describe('what is remembered of a document', () => {
  it('serves the same grant again, whoever is asked about', () => {
    const first = run(grantFor('MIGRI_POST_CHECK', { endUser: 'one' }));
    const again = run(grantFor('MIGRI_POST_CHECK', { endUser: 'two' }), { n: '1.2.246.562.24.00000009013' });
    expect(again).toBe(first);
  });

  it('is of one day: what is denied is denied on a day', () => {
    const grant = grantFor('MIGRI_POST_CHECK');
    expect(run(grant, {}, '2026-06-02')).not.toBe(run(grant));
  });

  it('never serves another purpose, need or consent', () => {
    const self = '1.2.246.562.24.00000009000';
    const grants = [
      null,
      grantFor('MIGRI_POST_CHECK'),
      grantFor('MIGRI_POST_CHECK', { needs: ['FEE'] }),
      grantFor('FEE_OBLIGATION_CHECK'),
      grantFor('VF_SELF_SERVICE', { self }),
      grantFor('VF_SELF_SERVICE', { self, consents: {} }),
      grantFor('VF_SELF_SERVICE', { self, consents: { VIRTA: 'GRANTED' } }),
    ];
    for (const _round of [1, 2]) {
      expect(new Set(grants.map((grant) => run(grant))).size).toBe(grants.length);
    }
    expect(print(run(grantFor('MIGRI_POST_CHECK')).document)).not.toContain('termFees');
    expect(print(run(grantFor('MIGRI_POST_CHECK', { needs: ['FEE'] })).document)).toContain('termFees');
  });
});
