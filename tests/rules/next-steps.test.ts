import { describe, expect, it } from 'vitest';
import type { Admission, RequiredFacts, StudyRightState } from '../../subgraphs/findings/required-facts.ts';
import { addDays } from '../../subgraphs/findings/rules/days.ts';
import { nextSteps } from '../../subgraphs/findings/rules/next-steps.ts';
import {
  admissions,
  baseline,
  condition,
  conditions,
  downList,
  due,
  envelope,
  fees,
  heiB,
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
  spring,
  states,
  today,
  unavailable,
} from './facts.ts';

function ask(more: Partial<RequiredFacts>) {
  return nextSteps({ ...baseline, ...more }, today);
}

function kinds(more: Partial<RequiredFacts>) {
  return ask(more).items.map(({ kind, actor, fact }) => [kind, actor, fact]);
}

const beforeEnrolment = {
  feePayments: rows(noRow()),
  studyRights: nothing.studyRights,
  termRegistrations: nothing.termRegistrations,
  termFees: nothing.termFees,
} as const;

describe('next steps', () => {
  it('are none when nothing is open (P00)', () => {
    expect(ask({})).toMatchObject({ determination: 'DETERMINED', items: [], missing: [] });
  });

  it('accept the place by its deadline, and not after it', () => {
    const pending = admissions(place({ acceptance: 'PENDING', feeObligation: 'NOT_REQUIRED' }));
    const by = (acceptanceDeadlineAt: string) => conditions(condition({ acceptanceDeadlineAt }));
    const open = ask({
      ...beforeEnrolment,
      admissions: pending,
      admissionConditions: by('2026-10-20T12:00:00.000Z'),
    });
    expect(open.items).toMatchObject([
      { kind: 'ACCEPT_PLACE', actor: 'STUDENT', dueAt: '2026-10-20T12:00:00.000Z', fact: 'admissions' },
    ]);
    expect(open.items[0]?.text.en).toBe('Accept the study place (HEI 09901).');
    expect(
      kinds({ ...beforeEnrolment, admissions: pending, admissionConditions: by('2026-10-01T12:00:00.000Z') }),
    ).toEqual([]);
  });

  it.each([
    // At both changes of the clock and at the end of a term: 21.30 UTC is the next day in Finland in summer alone.
    ['2027-03-27T21:30:00.000Z', '2027-03-27'],
    ['2027-03-28T21:30:00.000Z', '2027-03-29'],
    ['2027-07-31T21:30:00.000Z', '2027-08-01'],
    ['2026-10-24T21:30:00.000Z', '2026-10-25'],
    ['2026-10-25T21:30:00.000Z', '2026-10-25'],
  ])('accept the place by %s on all of %s, Finnish time, and no longer', (deadline, lastDay) => {
    const one = place({ acceptance: 'PENDING', feeObligation: 'NOT_REQUIRED', startYear: 2027 });
    const facts = {
      ...baseline,
      ...beforeEnrolment,
      admissions: admissions(one),
      admissionConditions: conditions(condition({ acceptanceDeadlineAt: deadline })),
    };
    const on = (day: string) => nextSteps(facts, day).items.map(({ kind }) => kind);
    expect(on(lastDay)).toContain('ACCEPT_PLACE');
    expect(on(addDays(lastDay, 1))).not.toContain('ACCEPT_PLACE');
  });

  it('ask nothing about old places, nor steps of higher education about upper secondary ones', () => {
    const entry = condition({ conditional: true });
    const of = (more: Partial<Admission>) =>
      kinds({
        ...beforeEnrolment,
        admissions: admissions(place({ acceptance: 'PENDING', feeObligation: 'NOT_REQUIRED', ...more })),
        admissionConditions: conditions(entry),
      }).map(([kind]) => kind);
    expect(of({})).toEqual(['ACCEPT_PLACE', 'FULFIL_CONDITION']);
    expect(of({ startYear: 2018 })).toEqual([]);
    // Its place is accepted as any other; VIRTA knows nothing of its studies, and that is said.
    expect(of({ educationLevel: 'UPPER_SECONDARY' })).toEqual([
      'ACCEPT_PLACE',
      'CHECK_BY_HAND',
      'FULFIL_CONDITION',
    ]);
  });

  it('fulfil the condition, in its own words (P05)', () => {
    const certificate = { fi: 'Todistus 31.8.', sv: null, en: 'Certificate by 31.8.' };
    const entry = condition({ conditional: true, condition: certificate });
    const { items } = ask({ admissionConditions: conditions(entry) });
    expect(items).toMatchObject([
      { kind: 'FULFIL_CONDITION', actor: 'STUDENT', fact: 'admissionConditions' },
    ]);
    expect(items[0]?.text).toMatchObject({
      fi: 'Täytä hyväksymisen ehto (Korkeakoulu 09901: Todistus 31.8.).',
      en: 'Fulfil the condition of admission (HEI 09901: Certificate by 31.8.).',
    });
  });

  it('pay or show funds, and record the payment when there is no row (P04)', () => {
    expect(kinds(beforeEnrolment)).toEqual([
      ['PAY_OR_SHOW_FUNDS', 'STUDENT', 'feePayments'],
      ['RECORD_PAYMENT', 'HIGHER_EDUCATION_INSTITUTION', 'feePayments'],
    ]);
    expect(kinds({ ...beforeEnrolment, feePayments: rows(row('UNPAID')) })).toEqual([
      ['PAY_OR_SHOW_FUNDS', 'STUDENT', 'feePayments'],
    ]);
  });

  it('decide the obligation when the institution has not', () => {
    const undecided = admissions(place({ feeObligation: 'NOT_CHECKED' }));
    expect(kinds({ ...beforeEnrolment, admissions: undecided })).toEqual([
      ['DECIDE_FEE_OBLIGATION', 'HIGHER_EDUCATION_INSTITUTION', 'admissions'],
    ]);
  });

  it('reconcile records that contradict each other', () => {
    expect(kinds({ feePayments: rows(row('UNPAID')) })).toEqual([
      ['RECONCILE_RECORDS', 'HIGHER_EDUCATION_INSTITUTION', 'feePayments'],
    ]);
    expect(kinds({ termRegistrations: registrations(registration('ABSENT')) })).toEqual([
      ['RECONCILE_RECORDS', 'HIGHER_EDUCATION_INSTITUTION', 'termRegistrations'],
    ]);
  });

  it('register for this term and the next, but not under a right that has ended', () => {
    const undone = registrations(registration('MISSING', spring));
    expect(ask({ termRegistrations: undone }).items).toMatchObject([
      { kind: 'REGISTER_FOR_TERM', actor: 'STUDENT', text: { fi: 'Ilmoittaudu lukukaudelle (kevät 2027).' } },
    ]);
    const ended = rights(right({ states: states(['ACTIVE', '2026-08-01'], ['DISCONTINUED', '2026-10-01']) }));
    expect(kinds({ termRegistrations: undone, studyRights: ended })).toEqual([]);
    const later = registration('MISSING', { startsOn: '2027-08-01', endsOn: '2027-12-31' });
    expect(kinds({ termRegistrations: registrations(later) })).toEqual([]);
  });

  it('identify the person, once, when nothing could be joined (P15)', () => {
    const unlinked = { ...envelope('VIRTA', 'NOT_LINKED', 'PERSON_NOT_IDENTIFIED') };
    const lists = { ...unlinked, items: null, complete: null };
    const finding = nextSteps(
      {
        identity: baseline.identity,
        admissions: lists,
        admissionConditions: lists,
        feePayments: lists,
        studyRights: lists,
        termRegistrations: lists,
        termFees: { ...unlinked, due: null, payments: null, complete: null },
      },
      today,
    );
    expect(finding.determination).toBe('UNDETERMINED');
    expect(finding.items).toMatchObject([{ kind: 'IDENTIFY_PERSON', fact: 'identity' }]);
  });

  it('ask a silent registry again, once a registry and when it says, and keep the other steps', () => {
    const termFees = { ...unavailable('VIRTA'), due: null, payments: null, complete: null };
    const finding = ask({
      studyRights: downList('VIRTA'),
      termRegistrations: downList('VIRTA'),
      termFees,
      admissionConditions: conditions(condition({ conditional: true })),
    });
    expect(finding.determination).toBe('UNDETERMINED');
    expect(finding.missing.map(({ fact }) => fact)).toEqual(['studyRights', 'termRegistrations', 'termFees']);
    expect(finding.items).toMatchObject([
      { kind: 'FULFIL_CONDITION' },
      {
        kind: 'ASK_AGAIN',
        actor: 'ASKER',
        dueAt: '2026-10-15T08:05:00.000Z',
        fact: 'studyRights',
      },
    ]);
  });

  it('check by hand what the admission register leaves out (a Finnish citizen)', () => {
    const excluded = {
      ...envelope('OPINTOPOLKU', 'NOT_COVERED', 'EXCLUDED_BY_SOURCE'),
      items: null,
      complete: null,
    };
    expect(kinds({ admissions: excluded, termFees: fees([due(6000)], [payment(6000)]) })).toEqual([
      ['CHECK_BY_HAND', 'MIGRI', 'admissions'],
    ]);
  });

  const ended = (state: StudyRightState, on: string) =>
    rights(right({ states: states(['ACTIVE', '2024-08-01'], [state, on]), startsOn: '2024-08-01' }));
  const noPlace = {
    admissions: nothing.admissions,
    feePayments: nothing.feePayments,
    termFees: nothing.termFees,
  };

  it('check a right that ended without a degree, when nothing came in its place (P13)', () => {
    const studyRights = ended('DISCONTINUED', '2026-09-15');
    const step = ['CHECK_ENDED_RIGHT', 'STUDENT', 'studyRights'];
    expect(kinds({ ...noPlace, studyRights })).toEqual([step]);
    expect(ask({ ...noPlace, studyRights }).determination).toBe('DETERMINED');
    expect(kinds({ ...noPlace, studyRights: ended('CONCLUDED', '2026-09-15') })).toEqual([]);
    expect(kinds({ ...noPlace, studyRights: ended('DISCONTINUED', '2025-10-15') })).toEqual([]);
    expect(kinds({ ...noPlace, studyRights: ended('DISCONTINUED', '2025-10-16') })).toEqual([step]);
    // A new place, another right, or a place that nobody could look for.
    expect(kinds({ studyRights, termFees: nothing.termFees })).not.toContainEqual(step);
    const both = rights(...(studyRights.items ?? []), right({ id: '09902/r1', institution: heiB }));
    expect(kinds({ ...noPlace, studyRights: both })).not.toContainEqual(step);
    expect(kinds({ ...noPlace, admissions: downList('OPINTOPOLKU'), studyRights })).not.toContainEqual(step);
    const exchange = rights(
      ...(studyRights.items ?? []).map((one) => right({ ...one, type: 'INTERNATIONAL_EXCHANGE' })),
    );
    expect(kinds({ ...noPlace, studyRights: exchange })).toEqual([]);
  });

  it('of a place in upper secondary education are none of higher education, and what is not covered is said (P10)', () => {
    const vocational = place({
      educationLevel: 'UPPER_SECONDARY',
      feeObligation: null,
      acceptance: 'PENDING',
    });
    const finding = ask({ ...beforeEnrolment, admissions: admissions(vocational) });
    expect(finding.items.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['ACCEPT_PLACE', 'STUDENT'],
      ['CHECK_BY_HAND', 'MIGRI'],
    ]);
    expect(finding.items[1]?.text.fi).toMatch(/lukio- tai ammatillinen koulutus/);
    expect(finding).toMatchObject({
      determination: 'UNDETERMINED',
      missing: [{ fact: 'studyRights', reason: { code: 'NOT_COVERED' } }],
    });
    const down = { ...unavailable('TUITION_FEE_REGISTER'), items: null };
    expect(
      ask({ ...beforeEnrolment, admissions: admissions(vocational), feePayments: down }).items,
    ).toHaveLength(2);
  });

  it('never make an unavailable register a fee to pay', () => {
    const down = { ...unavailable('TUITION_FEE_REGISTER'), items: null };
    expect(kinds({ feePayments: down, termFees: nothing.termFees })).toEqual([
      ['ASK_AGAIN', 'ASKER', 'feePayments'],
    ]);
  });

  it('have every text in three languages', () => {
    const { items } = ask({
      ...beforeEnrolment,
      admissionConditions: conditions(condition({ conditional: true })),
    });
    for (const { text } of items) expect(Object.values(text)).not.toContain(null);
  });
});
