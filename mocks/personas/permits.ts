import { addDays, calendarYearOf } from '../academic-calendar.ts';
import type { MigriRecord } from '../person.ts';

type Case = MigriRecord['cases'][number];
type Permit = MigriRecord['permits'][number];

/** A permit that was granted, and the case that granted it. */
export interface GrantSpec {
  readonly kind?: Case['kind'];
  readonly type: Permit['type'];
  readonly ground: string;
  readonly validFrom: string;
  readonly validUntil?: string;
}

/** A case that is still open. */
export interface OpenCaseSpec {
  readonly kind: Case['kind'];
  readonly ground: string;
  readonly state: Case['state'];
  readonly submittedOn: string;
}

/** What Migri knows of a person: grants in time order, then the open case. */
export interface MigriSpec {
  readonly number: number;
  readonly grants: readonly GrantSpec[];
  readonly open?: OpenCaseSpec;
}

/** Makes a person's record in Migri's register. The first grant tells the first permit's ground. */
export function migriRecord({ number, grants, open }: MigriSpec): MigriRecord {
  const cases = grants.map((grant, index) => decided(number, grant, index));
  return {
    customerNumber: String(90_000_000 + number),
    firstPermitGround: grants[0]?.ground ?? null,
    cases: open === undefined ? cases : [...cases, opened(number, open, cases.length)],
    permits: grants.map((grant, index) => ({
      permitNumber: `RP${number}${index + 1}`,
      type: grant.type,
      ground: grant.ground,
      validFrom: grant.validFrom,
      ...(grant.validUntil === undefined ? {} : { validUntil: grant.validUntil }),
    })),
  };
}

function decided(number: number, grant: GrantSpec, index: number): Case {
  const submittedOn = addDays(grant.validFrom, -64);
  return {
    caseNumber: caseNumber(number, index, submittedOn),
    kind: grant.kind ?? (index === 0 ? 'FIRST_PERMIT' : 'EXTENSION'),
    ground: grant.ground,
    state: 'DECIDED',
    submittedOn,
    decidedOn: addDays(grant.validFrom, -6),
    decision: 'GRANTED',
  };
}

function opened(number: number, open: OpenCaseSpec, index: number): Case {
  return { caseNumber: caseNumber(number, index, open.submittedOn), ...open };
}

function caseNumber(number: number, index: number, submittedOn: string): string {
  return `${number * 10 + index}/111/${calendarYearOf(submittedOn)}`;
}
