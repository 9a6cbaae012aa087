import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import { type TermRegistrationState, termRegistrationStates } from '../code-sets.ts';
import type { LukukausiIlmoittautuminen } from '../contract.ts';
import { studyRightIdOf } from '../person-records.ts';
import type { UnreadTexts } from './list-fact.ts';
import { codeOf, dayOf, lastDayOf } from './values.ts';

/** A registration for a term; the graph's type of the same name. */
export interface TermRegistration {
  readonly institution: Institution;
  readonly studyRightId: string | null;
  readonly state: TermRegistrationState;
  readonly registeredOn: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Reads a registration, or names the field that cannot be read: the institution, the state, or the first or last day. */
export function termRegistrationOf(
  record: LukukausiIlmoittautuminen,
  unread: UnreadTexts,
  institutions: InstitutionList,
): TermRegistration | string {
  const institution = codeOf(record.myontaja);
  const state = codeOf(record.tila);
  const startsOn = dayOf(record.alkuPvm);
  const endsOn = lastDayOf(record.loppuPvm);
  if (!institution) return 'Myontaja';
  if (!state) return 'Tila';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  return {
    institution: institutions.byCode(institution),
    studyRightId: studyRightIdOf(institution, record.opiskeluoikeusAvain),
    state: unread.word(state, termRegistrationStates, 'Tila'),
    registeredOn: unread.orNull(dayOf(record.ilmoittautumisPvm), 'IlmoittautumisPvm'),
    startsOn,
    endsOn,
  };
}
