import { nearestDay, type RightThroughTime, stateOn } from '../../registry/in-force.ts';
import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import {
  type StudyRightClassification,
  type StudyRightState,
  type StudyRightType,
  studyRightStates,
  studyRightTypes,
} from '../code-sets.ts';
import type { Opiskeluoikeus, Tila } from '../contract-right.ts';
import { recordId } from '../person-records.ts';
import type { UnreadTexts } from './list-fact.ts';
import {
  type InstitutionRole,
  primaryPeriodsOf,
  relatedRightIdsOf,
  rolesOf,
  type Transfer,
  transferOf,
} from './study-right-parts.ts';
import { contentsOn, ending, phasesOf, type StudyRightPhase } from './study-right-phases.ts';
import { codeOf, dayOf, extentOf, lastDayOf } from './values.ts';

/** A right to study; the graph's type of the same name. */
export interface StudyRight {
  readonly id: string;
  readonly institution: Institution;
  readonly type: StudyRightType;
  readonly typeCode: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly states: readonly StudyRightStatePeriod[];
  readonly currentState: StudyRightState | null;
  readonly classifications: readonly StudyRightClassification[];
  readonly degreeCode: string | null;
  readonly programmeName: LocalizedText;
  readonly languages: readonly string[];
  readonly tuitionFeeFunded: boolean | null;
  readonly extentCredits: number | null;
  readonly extentStudyWeeks: number | null;
  readonly phases: readonly StudyRightPhase[];
  readonly institutionRoles: readonly InstitutionRole[];
  readonly relatedRightIds: readonly string[];
  readonly primaryPeriods: readonly { readonly startsOn: string; readonly endsOn: string | null }[];
  readonly transfer: Transfer | null;
}

/** A period of a right's state; the graph's type of the same name. */
interface StudyRightStatePeriod {
  readonly state: StudyRightState;
  readonly stateCode: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** What a right is read in. */
interface Surroundings {
  readonly institutions: InstitutionList;
  readonly today: string;
  readonly unread: UnreadTexts;
}

/** Reads a right, or names the field that cannot be read: a key, the institution, the type, a date of its own or of a state. */
export function studyRightOf(
  record: Opiskeluoikeus,
  { institutions, today, unread }: Surroundings,
): StudyRight | string {
  const { avain } = record;
  const tyyppi = codeOf(record.tyyppi);
  const institution = codeOf(record.myontaja);
  const startsOn = dayOf(record.alkuPvm);
  const endsOn = lastDayOf(record.loppuPvm);
  const states = statesOf(record.tilat, unread);
  if (!institution) return 'Myontaja';
  if (avain === null) return 'avain';
  if (!tyyppi) return 'Tyyppi';
  if (startsOn === undefined) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  if (states === null) return 'Tila';
  const phases = phasesOf(record.jaksot, unread);
  return {
    id: recordId(institution, avain),
    institution: institutions.byCode(institution),
    type: unread.word(tyyppi, studyRightTypes, 'Tyyppi'),
    typeCode: tyyppi,
    startsOn,
    endsOn,
    states,
    currentState: stateInForce({ startsOn, endsOn, states }, today),
    extentCredits: unread.orNull(extentOf(record.opintopiste), 'Opintopiste'),
    extentStudyWeeks: unread.orNull(extentOf(record.opintoviikko), 'Opintoviikko'),
    phases,
    ...contentsOn(nearestDay({ startsOn, endsOn }, today), phases),
    institutionRoles: rolesOf(record, unread, institutions),
    relatedRightIds: relatedRightIdsOf(institution, record),
    primaryPeriods: primaryPeriodsOf(record.ensisijaisuudet, unread),
    transfer: transferOf(institution, record, unread),
  };
}

/** VIRTA sends states out of order; null when a date or the code of one is missing or cannot be read. */
function statesOf(records: readonly Tila[], unread: UnreadTexts): readonly StudyRightStatePeriod[] | null {
  const periods: StudyRightStatePeriod[] = [];
  for (const { alkuPvm, loppuPvm, koodi } of records) {
    const stateCode = codeOf(koodi);
    const startsOn = dayOf(alkuPvm);
    const endsOn = lastDayOf(loppuPvm);
    if (!startsOn || endsOn === undefined || !stateCode) return null;
    periods.push({
      state: unread.word(stateCode, studyRightStates, 'Koodi'),
      stateCode,
      startsOn,
      endsOn,
    });
  }
  return ending(periods);
}

function stateInForce(right: RightThroughTime<StudyRightStatePeriod>, today: string): StudyRightState | null {
  const found = stateOn(right, today);
  return found.kind === 'IN_FORCE' ? found.period.state : null;
}
