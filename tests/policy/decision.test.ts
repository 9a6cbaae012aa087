import { describe, expect, it } from 'vitest';
import { dataRows, isDataRow } from '../../subgraphs/registry/data-rows.ts';
import { decide } from '../../subgraphs/registry/decision.ts';
import { type Purpose, purposes } from '../../subgraphs/registry/purpose.ts';
import { grantFor } from '../grants.ts';

const rows = Object.keys(dataRows).filter(isDataRow);
const allPurposes = Object.keys(purposes).filter((name): name is Purpose => Object.hasOwn(purposes, name));
const cells = allPurposes.flatMap((purpose) =>
  rows.map((row) => ({ purpose, row, cell: dataRows[row][purpose] })),
);

describe('a decision over a field', () => {
  it.each(cells)('follows the table: $purpose $row is $cell', ({ purpose, row, cell }) => {
    const decision = decide(grantFor(purpose), { row, from: null });
    const needed = decide(grantFor(purpose, { needs: [row] }), { row, from: null });
    const given = cell === 'GIVEN' || cell === 'MASKED';
    expect(decision.given).toBe(given);
    expect(decision.given && decision.masked).toBe(cell === 'MASKED');
    expect(needed.given).toBe(given || cell === 'IF_NEEDED');
  });

  it('covers the whole table', () => {
    expect(cells).toHaveLength(18 * 6);
  });

  it('says how to ask for what is given when it is needed', () => {
    const decision = decide(grantFor('MIGRI_POST_CHECK'), { row: 'FEE', from: 'VIRTA' });
    expect(decision).toEqual({
      given: false,
      denial: 'NOT_PERMITTED',
      row: 'FEE',
      unlockedBy: 'name FEE in X-Case-Needs',
    });
  });

  it('says which purposes get what this one never gets', () => {
    expect(decide(grantFor('MIGRI_POST_CHECK'), { row: 'ADMISSION', from: null })).toMatchObject({
      denial: 'NOT_PERMITTED',
      unlockedBy: 'purpose MIGRI_FIRST_PERMIT, MIGRI_EXTENSION, VF_SELF_SERVICE',
    });
  });

  it.each([
    ['no grant', null, 'FEE'],
    ['no row', grantFor('SANDBOX'), null],
    ['an unknown row', grantFor('SANDBOX'), 'ALL'],
    ['a row that is an inherited name', grantFor('SANDBOX'), 'constructor'],
  ])('is not made with %s, and that is not the same as not permitted', (_what, grant, row) => {
    expect(decide(grant, { row, from: null })).toMatchObject({
      given: false,
      denial: 'POLICY_NOT_EVALUATED',
    });
  });

  it('needs the consent for the registry asked, where consent is the ground', () => {
    const grant = grantFor('VF_SELF_SERVICE', { consents: { VIRTA: 'GRANTED', MIGRI: 'UNVERIFIABLE' } });
    const of = (from: 'VIRTA' | 'MIGRI' | 'ONR' | null) => decide(grant, { row: 'PERMIT_GROUND', from });
    expect(of('VIRTA').given).toBe(true);
    expect(of(null).given).toBe(true);
    expect(of('MIGRI')).toMatchObject({ denial: 'CONSENT_UNVERIFIABLE' });
    expect(of('ONR')).toMatchObject({
      denial: 'CONSENT_REQUIRED',
      unlockedBy: 'the person’s consent for ONR',
    });
  });

  it('is never widened by a consent: what the table denies stays denied', () => {
    const all = { ONR: 'GRANTED', OPINTOPOLKU: 'GRANTED', VIRTA: 'GRANTED', MIGRI: 'GRANTED' } as const;
    const denied = cells.filter(({ cell }) => cell === 'NEVER');
    const widened = denied.filter(
      ({ purpose, row }) =>
        decide(grantFor(purpose, { consents: all, needs: rows }), { row, from: 'VIRTA' }).given,
    );
    expect(denied.length).toBeGreaterThan(20);
    expect(widened).toEqual([]);
  });
});
