import { describe, expect, it } from 'vitest';
import type { RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { sourcesAgree } from '../../subgraphs/findings/rules/sources-agree.ts';
import {
  admissions,
  baseline,
  due,
  fees,
  heiB,
  institution,
  list,
  nonAnswers,
  noRow,
  nothing,
  payment,
  place,
  registration,
  registrations,
  right,
  rights,
  row,
  rows,
  states,
  today,
  unavailable,
} from './facts.ts';

function ask(more: Partial<RequiredFacts>) {
  return sourcesAgree({ ...baseline, ...more }, today);
}

const feeOnly = { termRegistrations: nothing.termRegistrations } as const;

describe('agreement of the registries', () => {
  it('compares fee and enrolment of a place (P00)', () => {
    const finding = ask({});
    expect(finding).toMatchObject({ determination: 'DETERMINED', value: true });
    expect(finding.comparisons).toMatchObject([
      {
        subject: 'TUITION_FEE',
        admissionRegisterSays: { en: 'Paid' },
        virtaSays: { en: 'Fully paid or covered' },
        agree: true,
      },
      {
        subject: 'ENROLMENT',
        admissionRegisterSays: { fi: 'Läsnä' },
        virtaSays: { fi: 'Läsnä' },
        agree: true,
      },
    ]);
  });

  const open = fees([due(6000)], [payment(0, { fullyPaid: false })]);
  it.each([
    ['a paid row, an open fee', { feePayments: rows(row('PAID')), termFees: open }, false],
    ['an exempted row, an open fee', { feePayments: rows(row('EXEMPTED')), termFees: open }, false],
    ['an exempted row, a fee covered by a scholarship (P03)', { feePayments: rows(row('EXEMPTED')) }, true],
    ['an unpaid row, a paid fee', { feePayments: rows(row('UNPAID')) }, false],
    ['an unpaid row, an open fee', { feePayments: rows(row('UNPAID')), termFees: open }, true],
    [
      'no fee required, a fee due',
      { admissions: admissions(place({ feeObligation: 'NOT_REQUIRED' })) },
      false,
    ],
  ] as const)('fee: %s', (_name, more, value) => {
    expect(ask({ ...feeOnly, ...more })).toMatchObject({ value, comparisons: [{ subject: 'TUITION_FEE' }] });
  });

  it.each([
    ['PRESENT_ACADEMIC_YEAR', 'ABSENT', false],
    ['PRESENT_AUTUMN', 'PRESENT', true],
    ['ABSENT_AUTUMN', 'ABSENT', true],
    ['ABSENT_ACADEMIC_YEAR', 'ABSENT_STATUTORY', true],
    ['DID_NOT_REGISTER', 'MISSING', true],
    ['DID_NOT_REGISTER', 'PRESENT', false],
    ['PRESENT', 'MISSING', false],
  ] as const)('enrolment: %s and %s', (firstRegistration, state, value) => {
    const more = {
      admissions: admissions(place({ firstRegistration })),
      feePayments: rows(noRow()),
      termRegistrations: registrations(registration(state)),
    };
    expect(ask(more)).toMatchObject({ value, comparisons: [{ subject: 'ENROLMENT' }] });
  });

  const atStart = { startsOn: '2026-08-01', endsOn: null } as const;
  it.each([
    [
      'without an end is its own term’s',
      [registration('PRESENT', { ...atStart, startsOn: '2025-08-01' })],
      [],
    ],
    ['that differ on one day', [registration('PRESENT'), registration('ABSENT', atStart)], []],
    ['of a right of its own', [registration('PRESENT', atStart)], [true]],
  ] as const)('registrations %s', (_name, given, agreed) => {
    for (const items of [given, given.toReversed()]) {
      const finding = ask({ feePayments: rows(noRow()), termRegistrations: registrations(...items) });
      expect(finding.comparisons.map(({ agree }) => agree)).toEqual(agreed);
    }
  });

  it('does not compare a registration under a right that was given up before the term', () => {
    const studyRights = rights(right({ states: states(['DISCONTINUED', '2026-07-01']) }));
    const finding = ask({ feePayments: rows(noRow()), studyRights, termFees: nothing.termFees });
    expect(finding.comparisons).toEqual([]);
  });

  it.each([
    ['an old place', [place({ startYear: 2019, institution: heiB })], 'OLD_PLACES'],
    ['one place twice, not alike', [place(), place({ feeObligation: null })], 'RECORDS_CONTRADICT'],
  ] as const)('compares nothing of %s', (_name, items, code) => {
    const finding = ask({ admissions: admissions(...items) });
    expect(finding).toMatchObject({ value: null, comparisons: [], missing: [{ reason: { code } }] });
  });

  it.each([
    ['the register default "not done" says nothing', { firstRegistration: 'NOT_DONE' }, 'NOT_REPORTED'],
    ['the start of studies is not known', { startYear: null }, 'START_UNKNOWN'],
  ] as const)('compares no enrolment when %s', (_name, more, code) => {
    const finding = ask({ admissions: admissions(place(more)), feePayments: rows(noRow()) });
    expect(finding).toMatchObject({ value: null, comparisons: [], missing: [{ reason: { code } }] });
  });

  it('has nothing to compare before enrolment (P04) or without a place (P09)', () => {
    const before = { studyRights: nothing.studyRights, ...feeOnly, termFees: nothing.termFees };
    expect(ask({ ...before, feePayments: rows(noRow()) }).missing).toMatchObject([
      { fact: 'studyRights', state: 'KNOWN_NONE', reason: { code: 'NOT_REPORTED' } },
    ]);
    expect(ask({ admissions: nothing.admissions, feePayments: nothing.feePayments }).missing).toMatchObject([
      { fact: 'admissions', state: 'KNOWN_NONE', reason: { code: 'NOT_REPORTED' } },
    ]);
  });

  it('says that institutions could not be matched', () => {
    const onlyOid = { ...institution('09901'), code: null };
    const onlyCode = { ...institution('09901'), oid: null };
    const finding = ask({
      admissions: admissions(place({ institution: onlyOid })),
      studyRights: rights(right({ institution: onlyCode })),
    });
    expect(finding).toMatchObject({
      value: null,
      missing: [{ reason: { code: 'INSTITUTION_NOT_MATCHED' } }],
    });
  });

  it('does not call it agreement when a record could not be read', () => {
    expect(ask({ termRegistrations: list('VIRTA', [registration('PRESENT')], false) })).toMatchObject({
      value: null,
      missing: [{ fact: 'termRegistrations', reason: { code: 'RECORD_UNREADABLE' } }],
    });
    const entry = { ...noRow(), ...unavailable('TUITION_FEE_REGISTER') };
    expect(ask({ feePayments: rows(entry) })).toMatchObject({
      value: null,
      missing: [{ fact: 'feePayments' }],
    });
  });

  const names = ['admissions', 'feePayments', 'studyRights', 'termRegistrations', 'termFees'] as const;
  describe.each(names)('when %s is no answer', (name) => {
    it.each(nonAnswers)('%s: neither agreement nor contradiction', (state) => {
      const finding = ask({ [name]: { ...baseline[name], state } });
      expect(finding.value).toBeNull();
      expect(finding.missing).toMatchObject([{ fact: name, state }]);
    });
  });
});
