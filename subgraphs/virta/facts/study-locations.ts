import type { FactEnvelope } from '../../registry/facts.ts';
import type { Jakso, Opiskeluoikeus } from '../contract-right.ts';
import { type PersonRecords, recordId } from '../person-records.ts';
import { listFactOf, readEach } from './list-fact.ts';
import { asSet, byStart } from './order.ts';
import { dayOf, digitsOf, lastDayOf } from './values.ts';

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
  readonly studyRightId: string | null;
  readonly period: Jakso;
}

function periodsOf(right: Opiskeluoikeus): readonly PeriodOfRight[] {
  const studyRightId = recordId(right.myontaja, right.avain);
  return right.jaksot
    .filter(({ koulutuskunta }) => koulutuskunta !== null)
    .map((period) => ({ studyRightId, period }));
}

function locationOf({ studyRightId, period }: PeriodOfRight): StudyLocation | string {
  const municipalityCode = digitsOf(period.koulutuskunta, 3);
  const startsOn = dayOf(period.alkuPvm);
  const endsOn = lastDayOf(period.loppuPvm);
  if (studyRightId === null) return 'avain';
  if (!municipalityCode) return 'Koulutuskunta';
  if (!startsOn) return 'AlkuPvm';
  if (endsOn === undefined) return 'LoppuPvm';
  return { studyRightId, municipalityCode, startsOn, endsOn };
}
