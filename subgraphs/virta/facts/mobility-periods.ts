import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import {
  type MobilityDirection,
  type MobilityKind,
  type MobilityProgramme,
  mobilityDirections,
  mobilityKinds,
  mobilityProgrammes,
} from '../code-sets.ts';
import type { Liikkuvuusjakso } from '../contract.ts';
import { recordId, studyRightIdOf } from '../person-records.ts';
import type { UnreadTexts } from './list-fact.ts';
import { codeOf, dayOf, digitsOf, lastDayOf } from './values.ts';

/** A period of mobility; the graph's type of the same name. */
export interface MobilityPeriod {
  readonly id: string;
  readonly institution: Institution;
  readonly studyRightId: string | null;
  readonly direction: MobilityDirection;
  readonly kind: MobilityKind | null;
  readonly programme: MobilityProgramme | null;
  readonly countryCode: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Reads a period of mobility, or names the field that cannot be read: a key, the institution or a date. */
export function mobilityPeriodOf(
  record: Liikkuvuusjakso,
  unread: UnreadTexts,
  institutions: InstitutionList,
): MobilityPeriod | string {
  const institution = codeOf(record.myontaja);
  const startsOn = dayOf(record.alkuPvm);
  const endsOn = lastDayOf(record.loppuPvm);
  const { avain, tyyppi, liikkuvuusohjelma } = record;
  if (!institution) return 'Myontaja';
  if (avain === null) return 'avain';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  return {
    id: recordId(institution, avain),
    institution: institutions.byCode(institution),
    studyRightId: studyRightIdOf(institution, record.opiskeluoikeusAvain),
    direction: unread.word(record.suunta, mobilityDirections, 'Suunta'),
    kind: tyyppi === null ? null : unread.word(tyyppi, mobilityKinds, 'Tyyppi'),
    programme:
      liikkuvuusohjelma === null
        ? null
        : unread.word(liikkuvuusohjelma, mobilityProgrammes, 'Liikkuvuusohjelma'),
    countryCode: unread.orNull(digitsOf(record.maa, 3), 'Maa'),
    startsOn,
    endsOn,
  };
}
