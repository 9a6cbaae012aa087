import type { RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import {
  admissions,
  autumn,
  noRow,
  nothing,
  place,
  right,
  rights,
  rows,
  spring,
  today,
  unavailable,
} from './facts.ts';

const question = { phase: 'FIRST_PERMIT', today } as const;

/** The academic year of the tests, as one period. */
export const year = { startsOn: autumn.startsOn, endsOn: spring.endsOn };
export const feesDown = { ...unavailable('VIRTA'), due: null, payments: null, complete: null };
export const rowsDown = { ...unavailable('TUITION_FEE_REGISTER'), items: null };

/** The rule for a first permit, about a person of whom only these facts are recorded. */
export function ask(more: Partial<RequiredFacts>) {
  return tuitionFeeRequirement({ ...nothing, ...more }, question);
}

/** The same for a place that requires a fee and has no row, with its right. */
export function required(more: Partial<RequiredFacts>) {
  return ask({
    admissions: admissions(place()),
    studyRights: rights(right()),
    feePayments: rows(noRow()),
    ...more,
  });
}
