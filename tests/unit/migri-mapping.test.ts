import { describe, expect, it } from 'vitest';
import { caseStateOf, decisionOf, groundOf, kindOf, permitTypeOf } from '../../subgraphs/migri/codes.ts';
import { permitCasesFactOf, permitsFactOf } from '../../subgraphs/migri/mapping.ts';
import { personIn, readRegister } from '../../subgraphs/migri/records.ts';
import { answered } from '../../subgraphs/registry/answer.ts';

const mine = '1.2.246.562.24.00000000001';
const linked = '1.2.246.562.24.00000000002';
const readAt = '2026-08-01T09:00:00.000Z';

const permit = { permitNumber: 'RP1', type: 'A', ground: 'study', validFrom: '2025-08-01' };
const opened = {
  caseNumber: '1',
  kind: 'EXTENSION',
  ground: 'study',
  state: 'SUBMITTED',
  submittedOn: '2025-05-02',
};
const customer = { personOid: mine, customerNumber: '90000001', cases: [opened], permits: [permit] };

describe('codes of the permit register', () => {
  it.each([
    ['study', 'STUDY'],
    ['STUDY', 'STUDY'],
    ['temporary-protection', 'TEMPORARY_PROTECTION'],
    ['TEMPORARY_PROTECTION', 'TEMPORARY_PROTECTION'],
    ['seasonal-work', 'UNKNOWN'],
    ['', 'UNKNOWN'],
  ])('reads the ground %s as %s', (code, ground) => {
    expect(groundOf(code)).toBe(ground);
  });

  it('turns what it does not know into UNKNOWN', () => {
    const codes = [kindOf('D_VISA'), caseStateOf('ARCHIVED'), decisionOf('LAPSED'), permitTypeOf('D')];
    expect(codes).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
    expect(permitTypeOf('P_EU')).toBe('P_EU');
  });
});

describe('a person in the permit register', () => {
  it('loses an unreadable case or permit, and says so', () => {
    const answer = ask([{ ...customer, cases: [opened, { ...opened, submittedOn: '2.5.2025' }] }]);
    expect(permitCasesFactOf(answer)).toMatchObject({
      state: 'KNOWN',
      reason: { code: 'RECORD_UNREADABLE', whoCanFix: 'MIGRI' },
      items: [{ id: '1' }],
      complete: false,
    });
    expect(permitsFactOf(answer)).toMatchObject({ state: 'KNOWN', reason: null, complete: true });
  });

  it('has no known absence of permits when the only permit could not be read', () => {
    const fact = permitsFactOf(ask([{ ...customer, permits: [{}] }]));
    expect(fact).toMatchObject({ state: 'SOURCE_UNAVAILABLE', items: null, complete: null });
    expect(fact.reason?.code).toBe('RECORD_UNREADABLE');
  });

  it('has no cases when the register knows the person without any', () => {
    const fact = permitCasesFactOf(ask([{ ...customer, cases: [] }]));
    expect(fact).toMatchObject({ state: 'KNOWN_NONE', reason: { code: 'NOT_REPORTED' }, items: null });
  });

  it('may be the owner of an unreadable record', () => {
    expect(permitsFactOf(ask([{ personOid: mine }])).state).toBe('SOURCE_UNAVAILABLE');
    expect(permitsFactOf(ask(['garbage'])).state).toBe('SOURCE_UNAVAILABLE');
    expect(permitsFactOf(ask([{ personOid: linked, customerNumber: 7 }])).state).toBe('SOURCE_UNAVAILABLE');
    const stranger = { personOid: '1.2.246.562.24.00000000009' };
    expect(permitsFactOf(ask([stranger])).state).toBe('SOURCE_UNAVAILABLE');
    expect(permitsFactOf(ask([])).state).toBe('KNOWN_NONE');
  });

  it('is one customer when both linked identifiers have the same customer number', () => {
    const fact = permitCasesFactOf(ask([customer, { ...customer, personOid: linked }]));
    expect(fact).toMatchObject({ state: 'KNOWN', items: [{ id: '1' }] });
  });

  it('shows latest permits first, by number on the same day, and an open end as null', () => {
    const permits = [
      { ...permit, permitNumber: 'RP1', validFrom: '2024-01-01' },
      { ...permit, permitNumber: 'RP2' },
      { ...permit, permitNumber: 'RP3', validUntil: '2027-07-31' },
    ];
    expect(permitsFactOf(ask([{ ...customer, permits }])).items).toMatchObject([
      { id: 'RP3', validUntil: '2027-07-31' },
      { id: 'RP2', validUntil: null },
      { id: 'RP1' },
    ]);
  });
});

function ask(persons: readonly unknown[]) {
  return answered(personIn(readRegister(persons, new Set([mine, linked])), [mine, linked]), readAt);
}
