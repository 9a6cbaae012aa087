import { calendarYearOf, type Moment, type Term, termOf } from '../academic-calendar.ts';
import type { Person } from '../person.ts';
import { identity } from './identities.ts';
import { personOid } from './oids.ts';
import { programmes } from './programmes.ts';
import { registrations, studentRecord, studyRight } from './rights.ts';

/** P08, an exchange student whom HEI-C never asked for a learner number, and P08b, the same but linked. */
export function exchangeStudents(moment: Moment): readonly Person[] {
  const linked = identity({
    number: 9208,
    givenNames: 'Emma',
    familyName: 'Sato',
    birthDate: '2003-03-27',
    citizenships: ['392'],
    sex: '2',
  });
  return [
    {
      ...onExchange(moment, { studentKey: 'C-EXCH-9008', learnerNumber: null }),
      id: 'P08',
      story: 'Five months on exchange at HEI-C; no ONR record, and VIRTA has her under a local key only.',
      records: [],
    },
    {
      ...onExchange(moment, { studentKey: 'C-EXCH-9208', learnerNumber: personOid(9208) }),
      id: 'P08b',
      story: 'As P08, but HEI-C fetched a learner number and sends it to VIRTA.',
      records: [linked],
    },
  ];
}

interface Link {
  readonly studentKey: string;
  readonly learnerNumber: string | null;
}

function onExchange({ today }: Moment, link: Link): Omit<Person, 'id' | 'story' | 'records'> {
  const stay = fiveMonthsAround(today);
  const rightKey = `${link.studentKey}-X`;
  const record = studentRecord({
    ...link,
    institution: programmes.exchangeC.institution.code,
    rights: [studyRight({ key: rightKey, programme: programmes.exchangeC, ...stay, classifications: ['2'] })],
    registrations: registrations([termOf(today)], { rightKey }),
  });
  return { places: [], feeRows: [], studentRecords: [record], migri: null };
}

function fiveMonthsAround(today: string): Term {
  const year = calendarYearOf(today);
  if (today.slice(5) >= '08-01') return { startsOn: `${year}-08-01`, endsOn: `${year}-12-31` };
  if (today.slice(5) <= '05-31') return { startsOn: `${year}-01-01`, endsOn: `${year}-05-31` };
  return { startsOn: `${year}-03-01`, endsOn: `${year}-07-31` };
}
