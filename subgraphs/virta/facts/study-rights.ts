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
  const periods = periodsOf(record.jaksot);
  if (myontaja === null) return 'Myontaja';
  if (id === null) return 'avain';
  if (tyyppi === null) return 'Tyyppi';
  if (startsOn === undefined) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  if (states === null) return 'Tila';
  if (periods === null) return 'Jakso';
  return {
    id,
    institution: surroundings.institutions.byCode(myontaja),
    type: studyRightTypes.get(tyyppi) ?? 'UNKNOWN',
    typeCode: tyyppi,
    startsOn,
    endsOn,
    states,
    currentState: states.findLast((period) => period.startsOn <= surroundings.today)?.state ?? null,
    extentCredits: decimalOf(record.opintopiste) ?? null,
    ...contentsOf(periods),
  };
}

/** VIRTA sends states out of order; each ends where the next begins unless it says otherwise. */
function statesOf(records: readonly Tila[]): readonly StudyRightStatePeriod[] | null {
  const periods: StudyRightStatePeriod[] = [];
  for (const { alkuPvm, loppuPvm, koodi } of records) {
    const startsOn = dayOf(alkuPvm);
    const endsOn = lastDayOf(loppuPvm);
    if (!startsOn || endsOn === undefined || koodi === null) return null;
    periods.push({ state: studyRightStates.get(koodi) ?? 'UNKNOWN', stateCode: koodi, startsOn, endsOn });
  }
  periods.sort(byStart);
  return periods.map((period, index) => ({ ...period, endsOn: period.endsOn ?? endBefore(periods, index) }));
}

function endBefore(periods: readonly StudyRightStatePeriod[], index: number): string | null {
  const [period, next] = periods.slice(index, index + 2);
  if (period === undefined || next === undefined) return null;
  return next.startsOn > period.startsOn ? dayBefore(next.startsOn) : period.startsOn;
}

interface Period {
  readonly startsOn: string;
  readonly record: Jakso;
}

/** Periods by first day, earliest first; null when a date of one cannot be read. */
function periodsOf(records: readonly Jakso[]): readonly Period[] | null {
  const periods: Period[] = [];
  for (const record of records) {
    const startsOn = dayOf(record.alkuPvm);
    if (!startsOn || lastDayOf(record.loppuPvm) === undefined) return null;
    periods.push({ startsOn, record });
  }
  return periods.sort(byStart);
}

function contentsOf(periods: readonly Period[]) {
  const records = periods.map(({ record }) => record);
  const latestFirst = records.toReversed();
  const latest = latestFirst[0];
  const funding = records.flatMap(({ rahoituslahde }) => rahoituslahde ?? []);
  return {
    classifications: distinct(records.flatMap(({ luokittelut }) => luokittelut)).map(
      (code) => studyRightClassifications.get(code) ?? 'UNKNOWN',
    ),
    degreeCode: latest?.koulutuskoodi ?? null,
    programmeName: namesOf(latest?.nimet ?? []),
    languages: distinct(latestFirst.flatMap(({ koulutuskieli }) => koulutuskieli ?? [])),
    tuitionFeeFunded: funding.length > 0 ? funding.includes(tuitionFeeFunding) : null,
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
