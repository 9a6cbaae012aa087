import { type OpenSpan, periodsOn, type RightThroughTime, stateOn } from '../../registry/in-force.ts';
import type { Institution, InstitutionList } from '../../registry/institutions.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import {
  type StudyRightClassification,
  type StudyRightState,
  type StudyRightType,
  studyRightClassifications,
  studyRightStates,
  studyRightTypes,
  tuitionFeeFunding,
} from '../code-sets.ts';
import type { Jakso, Opiskeluoikeus, Tila } from '../contract.ts';
import { recordId } from '../person-records.ts';
import { byStart, dayBefore, dayOf, decimalOf, lastDayOf, namesOf } from './values.ts';

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
  readonly phases: readonly StudyRightPhase[];
  readonly institutionRoles: readonly InstitutionRole[];
  readonly relatedRightIds: readonly string[];
}

/** A phase of a right; the graph's type of the same name. */
interface StudyRightPhase {
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly degreeCode: string | null;
  readonly programmeName: LocalizedText;
  readonly language: string | null;
  readonly classifications: readonly StudyRightClassification[];
  readonly tuitionFeeFunded: boolean | null;
}

/** An institution's part in a right; the graph's `StudyRightInstitutionRole`. */
interface InstitutionRole {
  readonly role: 'GRANTING' | 'ORGANISING' | 'SOURCE' | 'TARGET' | 'MERGED_GRANTOR' | 'UNKNOWN';
  readonly roleCode: string;
  readonly institution: Institution;
}

/** A period of a right's state; the graph's type of the same name. */
interface StudyRightStatePeriod {
  readonly state: StudyRightState;
  readonly stateCode: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Reads a right, or names the field that cannot be read: a key, the institution, the type or any date. */
export function studyRightOf(
  record: Opiskeluoikeus,
  surroundings: { readonly institutions: InstitutionList; readonly today: string },
): StudyRight | string {
  const { avain, myontaja, tyyppi } = record;
  const id = recordId(myontaja, avain);
  const startsOn = dayOf(record.alkuPvm);
  const endsOn = lastDayOf(record.loppuPvm);
  const states = statesOf(record.tilat);
  const phases = phasesOf(record.jaksot);
  if (myontaja === null) return 'Myontaja';
  if (id === null) return 'avain';
  if (tyyppi === null) return 'Tyyppi';
  if (startsOn === undefined) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  if (states === null) return 'Tila';
  if (phases === null) return 'Jakso';
  return {
    id,
    institution: surroundings.institutions.byCode(myontaja),
    type: studyRightTypes.get(tyyppi) ?? 'UNKNOWN',
    typeCode: tyyppi,
    startsOn,
    endsOn,
    states,
    currentState: stateInForce({ startsOn, endsOn, states }, surroundings.today),
    extentCredits: decimalOf(record.opintopiste) ?? null,
    phases,
    ...contentsOn(within({ startsOn, endsOn }, surroundings.today), phases),
    institutionRoles: [],
    relatedRightIds: [],
  };
}

/** VIRTA sends states out of order. */
function statesOf(records: readonly Tila[]): readonly StudyRightStatePeriod[] | null {
  const periods: StudyRightStatePeriod[] = [];
  for (const { alkuPvm, loppuPvm, koodi } of records) {
    const startsOn = dayOf(alkuPvm);
    const endsOn = lastDayOf(loppuPvm);
    if (!startsOn || endsOn === undefined || koodi === null) return null;
    periods.push({ state: studyRightStates.get(koodi) ?? 'UNKNOWN', stateCode: koodi, startsOn, endsOn });
  }
  return ending(periods);
}

/** Periods in order, each ending where the next begins unless it says otherwise. */
function ending<P extends OpenSpan>(periods: readonly P[]): readonly P[] {
  const ordered = periods.toSorted(byStart);
  return ordered.map((period) => {
    if (period.endsOn !== null) return period;
    const next = ordered.find(({ startsOn }) => startsOn > period.startsOn);
    return next === undefined ? period : { ...period, endsOn: dayBefore(next.startsOn) };
  });
}

function stateInForce(right: RightThroughTime<StudyRightStatePeriod>, today: string): StudyRightState | null {
  const found = stateOn(right, today);
  return found.kind === 'IN_FORCE' ? found.period.state : null;
}

/** Phases, earliest first; null when a date of one cannot be read. */
function phasesOf(records: readonly Jakso[]): readonly StudyRightPhase[] | null {
  const phases: StudyRightPhase[] = [];
  for (const record of records) {
    const startsOn = dayOf(record.alkuPvm);
    const endsOn = lastDayOf(record.loppuPvm);
    if (!startsOn || endsOn === undefined) return null;
    const { koulutuskoodi, koulutuskieli, rahoituslahde } = record;
    phases.push({
      startsOn,
      endsOn,
      degreeCode: koulutuskoodi,
      programmeName: namesOf(record.nimet),
      language: koulutuskieli,
      classifications: distinct(record.luokittelut).map(
        (code) => studyRightClassifications.get(code) ?? 'UNKNOWN',
      ),
      tuitionFeeFunded: rahoituslahde === null ? null : rahoituslahde === tuitionFeeFunding,
    });
  }
  return ending(phases);
}

/** A day, or the nearest one on which a right lasts. */
function within({ startsOn, endsOn }: Pick<StudyRight, 'startsOn' | 'endsOn'>, day: string): string {
  if (startsOn !== null && day < startsOn) return startsOn;
  return endsOn !== null && endsOn < day ? endsOn : day;
}

/** What the phases in force on a day say; where they contradict each other, nothing is said. */
function contentsOn(day: string, phases: readonly StudyRightPhase[]) {
  const now = periodsOn(phases, day);
  const funded = new Set(now.map(({ tuitionFeeFunded }) => tuitionFeeFunded));
  const [phase] = now;
  return {
    classifications: distinct(now.flatMap(({ classifications }) => classifications)),
    degreeCode: only(now.map(({ degreeCode }) => degreeCode)),
    programmeName: (now.length === 1 ? phase?.programmeName : null) ?? { fi: null, sv: null, en: null },
    languages: distinct(now.flatMap(({ language }) => language ?? [])),
    tuitionFeeFunded: only([...funded]),
  };
}

function only<T>(values: readonly (T | null)[]): T | null {
  const [value = null, ...others] = new Set(values);
  return others.length === 0 ? value : null;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
