import { describe, expect, it } from 'vitest';
import { bindingStudyPlace } from '../../subgraphs/findings/rules/binding-study-place.ts';
import {
  admissions,
  condition,
  conditions,
  downList,
  emptyList,
  list,
  nonAnswers,
  nothing,
  place,
  today,
} from './facts.ts';

const unconditional = conditions(condition());
const certificate = { fi: null, sv: null, en: 'Original certificate by 31.8.' };

describe('binding study place', () => {
  it.each([
    ['BINDING', 'BINDING'],
    ['WAITING_FOR_HIGHER_PREFERENCE', 'WAITING_FOR_HIGHER_PREFERENCE'],
    ['PENDING', 'NOT_ACCEPTED'],
    ['DECLINED', 'NOT_ACCEPTED'],
    ['CANCELLED', 'NOT_ACCEPTED'],
    ['NOT_ACCEPTED_IN_TIME', 'NOT_ACCEPTED'],
    ['TOOK_ANOTHER_PLACE', 'NOT_ACCEPTED'],
  ] as const)('acceptance %s gives %s', (acceptance, value) => {
    const facts = { admissions: admissions(place({ acceptance })), admissionConditions: unconditional };
    expect(bindingStudyPlace(facts, today)).toMatchObject({ determination: 'DETERMINED', value });
  });

  it('is conditional with the condition in words though it was accepted bindingly (P05)', () => {
    const entry = condition({ conditional: true, condition: certificate });
    const facts = { admissions: admissions(place()), admissionConditions: conditions(entry) };
    const finding = bindingStudyPlace(facts, today);
    expect(finding.value).toBe('CONDITIONAL_ADMISSION');
    expect(finding.places).toMatchObject([{ value: 'CONDITIONAL_ADMISSION', condition: certificate }]);
  });

  it('chooses the firmest of several places and lists all in their order (P06)', () => {
    const places = [place({ id: 'a', acceptance: 'TOOK_ANOTHER_PLACE' }), place({ id: 'b' })];
    const entries = conditions(condition({ admissionId: 'a' }), condition({ admissionId: 'b' }));
    const finding = bindingStudyPlace(
      { admissions: admissions(...places), admissionConditions: entries },
      today,
    );
    expect(finding.value).toBe('BINDING');
    expect(finding.places.map(({ admissionId, value }) => [admissionId, value])).toEqual([
      ['a', 'NOT_ACCEPTED'],
      ['b', 'BINDING'],
    ]);
  });

  it('says "not in the register" only when the register answered that it has none (P09)', () => {
    expect(bindingStudyPlace({ ...nothing, admissionConditions: null }, today)).toMatchObject({
      determination: 'DETERMINED',
      value: 'NOT_IN_REGISTER',
      places: [],
    });
  });

  it.each([
    ['its conditions did not come', null, 'INPUT_UNAVAILABLE'],
    ['the register was silent on conditions', downList('OPINTOPOLKU'), 'TIMEOUT'],
    ['its entry could not be read', list('OPINTOPOLKU', [], false), 'RECORD_UNREADABLE'],
    ['it has no entry', conditions(), 'NOT_REPORTED'],
    ['its entry does not say', conditions(condition({ conditional: null })), 'NOT_REPORTED'],
    ['no conditions are recorded at all', emptyList('OPINTOPOLKU', 'NOT_REPORTED'), 'NOT_REPORTED'],
  ] as const)('never takes a place for unconditional when %s', (_name, admissionConditions, code) => {
    const finding = bindingStudyPlace({ admissions: admissions(place()), admissionConditions }, today);
    expect(finding).toMatchObject({ determination: 'UNDETERMINED', value: null, places: [{ value: null }] });
    expect(finding.missing).toMatchObject([{ fact: 'admissionConditions', reason: { code } }]);
  });

  it('lets one binding place decide although the condition of another is unknown', () => {
    const places = admissions(place({ id: 'a' }), place({ id: 'b' }));
    const known = conditions(condition({ admissionId: 'b' }));
    const finding = bindingStudyPlace({ admissions: places, admissionConditions: known }, today);
    expect(finding).toMatchObject({ determination: 'DETERMINED', value: 'BINDING', missing: [] });
  });

  it.each([
    ['an unread place could be binding', 'DECLINED', null],
    ['an unread place could be firmer', 'WAITING_FOR_HIGHER_PREFERENCE', null],
    ['a binding place is binding whatever was not read', 'BINDING', 'BINDING'],
  ] as const)('with an unreadable record: %s', (_name, acceptance, value) => {
    const facts = {
      admissions: list('OPINTOPOLKU', [place({ acceptance })], false),
      admissionConditions: unconditional,
    };
    expect(bindingStudyPlace(facts, today).value).toBe(value);
  });

  it.each([{ acceptance: 'UNKNOWN' }, { selection: 'UNKNOWN' }] as const)('%j is no negative', (more) => {
    const facts = { admissions: admissions(place(more)), admissionConditions: unconditional };
    expect(bindingStudyPlace(facts, today)).toMatchObject({
      value: null,
      missing: [{ fact: 'admissions', reason: { code: 'RECORD_UNREADABLE' } }],
    });
  });

  it.each(nonAnswers)('says nothing when admissions are %s, even if places are shown', (state) => {
    const facts = { admissions: { ...admissions(place()), state }, admissionConditions: unconditional };
    expect(bindingStudyPlace(facts, today)).toMatchObject({
      value: null,
      missing: [{ fact: 'admissions', state }],
    });
  });
});
