import type { FactEnvelope } from '../../registry/facts.ts';
import type { Jakso, Opiskeluoikeus } from '../contract-right.ts';
import { type PersonRecords, recordId } from '../person-records.ts';
import { listFactOf, readEach } from './list-fact.ts';
import { asSet, byStart } from './order.ts';
import { codeOf, dayOf, digitsOf, lastDayOf } from './values.ts';

/** Municipality of one period of a right; the graph's type of the same name. */
interface StudyLocation {
  readonly studyRightId: string;
  readonly municipalityCode: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** The graph's type of the same name. */
export interface StudyLocationsFact extends FactEnvelope {
  readonly items: readonly StudyLocation[] | null;
}

/** Where studies take place: the municipalities of the rights' periods. */
export function studyLocationsOf(records: PersonRecords, observedAt: string): StudyLocationsFact {
  const { rights, missing } = records;
  const { items, ...gaps } = readEach(rights.flatMap(periodsOf), locationOf);
  const reading = {
    ...gaps,
    items: asSet(items, byStart),
    unreadable: gaps.unreadable + missing.rights,
  };
  return listFactOf(reading, observedAt, rights.length === 0 ? 'NO_STUDY_RIGHT' : 'NOT_REPORTED');
}

interface PeriodOfRight {
  readonly right: Opiskeluoikeus;
  readonly period: Jakso;
}

function periodsOf(right: Opiskeluoikeus): readonly PeriodOfRight[] {
  return right.jaksot
    .filter(({ koulutuskunta }) => koulutuskunta !== null)
    .map((period) => ({ right, period }));
}

function locationOf({ right, period }: PeriodOfRight): StudyLocation | string {
  const institution = codeOf(right.myontaja);
  const municipalityCode = digitsOf(period.koulutuskunta, 3);
  const startsOn = dayOf(period.alkuPvm);
  const endsOn = lastDayOf(period.loppuPvm);
  if (!right.avain) return 'avain';
  if (!institution) return 'Myontaja';
  if (!municipalityCode) return 'Koulutuskunta';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  return { studyRightId: recordId(institution, right.avain), municipalityCode, startsOn, endsOn };
}
