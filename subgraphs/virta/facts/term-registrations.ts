import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import { type TermRegistrationState, termRegistrationStates } from '../code-sets.ts';
import type { LukukausiIlmoittautuminen } from '../contract.ts';
import { studyRightIdOf } from '../person-records.ts';
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

/** Reads a registration, or names the field that cannot be read: the institution, the state or a date. */
export function termRegistrationOf(
  record: LukukausiIlmoittautuminen,
  institutions: InstitutionList,
): TermRegistration | string {
  const { myontaja, tila } = record;
  const registeredOn = dayOf(record.ilmoittautumisPvm);
  const startsOn = dayOf(record.alkuPvm);
  const endsOn = lastDayOf(record.loppuPvm);
  if (myontaja === null) return 'Myontaja';
  if (tila === null) return 'Tila';
  if (!startsOn) return 'AlkuPvm';
  if (registeredOn === undefined) return 'IlmoittautumisPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  return {
    institution: institutions.byCode(myontaja),
    studyRightId: studyRightIdOf(myontaja, record.opiskeluoikeusAvain),
    state: termRegistrationStates.get(tila) ?? 'UNKNOWN',
    registeredOn,
    startsOn,
    endsOn,
  };
}
