import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import { type TermRegistrationState, termRegistrationStates } from '../code-sets.ts';
import type { LukukausiIlmoittautuminen } from '../contract.ts';
import { recordId } from '../person-records.ts';
import { dayOf, lastDayOf } from './values.ts';

/** A registration for a term; the graph's type of the same name. */
export interface TermRegistration {
  readonly institution: Institution;
  readonly studyRightId: string | null;
  readonly state: TermRegistrationState;
  readonly registeredOn: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Reads a registration; null when the institution, the state or a date of it cannot be read. */
export function termRegistrationOf(
  record: LukukausiIlmoittautuminen,
  institutions: InstitutionList,
): TermRegistration | null {
  const { myontaja, tila } = record;
  const registeredOn = dayOf(record.ilmoittautumisPvm);
  const startsOn = dayOf(record.alkuPvm);
  const endsOn = lastDayOf(record.loppuPvm);
  if (myontaja === null || tila === null || !startsOn) return null;
  if (registeredOn === undefined || endsOn === undefined) return null;
  return {
    institution: institutions.byCode(myontaja),
    studyRightId: recordId(myontaja, record.opiskeluoikeusAvain),
    state: termRegistrationStates.get(tila) ?? 'UNKNOWN',
    registeredOn,
    startsOn,
    endsOn,
  };
}
