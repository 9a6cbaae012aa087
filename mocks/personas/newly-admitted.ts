import { addDays, calendarYearOf, type Moment, nextIntake, nextOn } from '../academic-calendar.ts';
import type { Person } from '../person.ts';
import { identity } from './identities.ts';
import { migriRecord } from './permits.ts';
import { autumnIntake, feeRow, lostChoice, place } from './places.ts';
import { programmes } from './programmes.ts';

/** P04 and P05, admitted and waiting for a first permit: no study right yet, which is normal. */
export function newlyAdmitted(moment: Moment): readonly Person[] {
  return [unpaidWithoutRow(moment), conditionallyAdmitted(moment)];
}

function unpaidWithoutRow({ today }: Moment): Person {
  const number = 9004;
  const won = place({
    person: number,
    programme: programmes.mastersA,
    intake: nextIntake(today, 30),
    ilmoittautuminenTila: 'EI_TEHTY',
    maksuvelvollisuus: 'REQUIRED',
    acceptanceDeadline: `${addDays(today, 14)}T12:00:00Z`,
  });
  return {
    id: 'P04',
    story: 'First permit, fee unpaid and not recorded at all, due date ahead; no Finnish identity code.',
    records: [
      identity({
        number,
        givenNames: 'Rahim',
        familyName: 'Uddin',
        birthDate: '2001-12-11',
        citizenships: ['050'],
      }),
    ],
    places: [won],
    feeRows: [],
    studentRecords: [],
    migri: firstPermitCase(number, addDays(today, -12)),
  };
}

function conditionallyAdmitted({ today }: Moment): Person {
  const number = 9005;
  const certificateDue = nextOn('08-31', today);
  const choice = {
    person: number,
    intake: autumnIntake(calendarYearOf(certificateDue)),
    maksuvelvollisuus: 'REQUIRED',
  } as const;
  const won = place({
    ...choice,
    programme: programmes.mastersB,
    ilmoittautuminenTila: 'EI_TEHTY',
    condition: {
      fi: 'Alkuperäinen todistus 31.8. mennessä.',
      sv: 'Originalbetyg senast 31.8.',
      en: 'Original certificate by 31.8.',
    },
    acceptanceDeadline: `${addDays(today, 10)}T12:00:00Z`,
  });
  return {
    id: 'P05',
    story: 'Conditionally admitted: the original degree certificate is due by 31 August.',
    records: [
      identity({
        number,
        givenNames: 'Mei',
        familyName: 'Chen',
        birthDate: '2002-02-08',
        citizenships: ['156'],
        sex: '2',
      }),
    ],
    places: [lostChoice({ ...choice, programme: programmes.mastersA, valintaTila: 'HYLATTY' }), won],
    feeRows: [feeRow(won, 'MAKSETTU', addDays(today, -5))],
    studentRecords: [],
    migri: firstPermitCase(number, addDays(today, -25)),
  };
}

function firstPermitCase(number: number, submittedOn: string) {
  return migriRecord({
    number,
    grants: [],
    open: { kind: 'FIRST_PERMIT', ground: 'STUDY', state: 'IN_PROCESS', submittedOn },
  });
}
