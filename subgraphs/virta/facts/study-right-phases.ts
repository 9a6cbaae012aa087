import { type OpenSpan, periodsOn } from '../../registry/in-force.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import { fundingSources, type StudyRightClassification, studyRightClassifications } from '../code-sets.ts';
import type { Jakso } from '../contract-right.ts';
import type { UnreadTexts } from './list-fact.ts';
import { namesOf } from './names.ts';
import { asSet, byStart } from './order.ts';
import { dayBefore, dayOf, digitsOf, languageOf, lastDayOf } from './values.ts';

/** A phase of a right; the graph's type of the same name. */
export interface StudyRightPhase extends OpenSpan {
  readonly degreeCode: string | null;
  readonly programmeName: LocalizedText;
  readonly language: string | null;
  readonly classifications: readonly StudyRightClassification[];
  readonly tuitionFeeFunded: boolean | null;
}

/**
 * Phases, earliest first. Where a date of one cannot be read, none is given: another would seem to be in force in its
 * place.
 */
export function phasesOf(records: readonly Jakso[], unread: UnreadTexts): readonly StudyRightPhase[] {
  const phases: StudyRightPhase[] = [];
  for (const record of records) {
    const startsOn = dayOf(record.alkuPvm);
    const endsOn = lastDayOf(record.loppuPvm);
    if (!startsOn || endsOn === undefined) {
      unread.note('Jakso');
      return [];
    }
    phases.push({ startsOn, endsOn, ...contentsOf(record, unread) });
  }
  return ending(phases);
}

/** Periods in order, each ending where the next begins unless it says otherwise. */
export function ending<P extends OpenSpan>(periods: readonly P[]): readonly P[] {
  const ordered = asSet(periods, byStart);
  return ordered.map((period) => {
    if (period.endsOn !== null) return period;
    const next = ordered.find(({ startsOn }) => startsOn > period.startsOn);
    return next === undefined ? period : { ...period, endsOn: dayBefore(next.startsOn) };
  });
}

/** What the phases in force on a day say; where they contradict each other, nothing is said. */
export function contentsOn(day: string, phases: readonly StudyRightPhase[]) {
  const now = periodsOn(phases, day);
  const [phase] = now;
  return {
    classifications: distinct(now.flatMap(({ classifications }) => classifications)),
    degreeCode: only(now.map(({ degreeCode }) => degreeCode)),
    programmeName: (now.length === 1 ? phase?.programmeName : null) ?? { fi: null, sv: null, en: null },
    languages: distinct(now.flatMap(({ language }) => language ?? [])),
    tuitionFeeFunded: only(now.map(({ tuitionFeeFunded }) => tuitionFeeFunded)),
  };
}

function contentsOf(record: Jakso, unread: UnreadTexts): Omit<StudyRightPhase, keyof OpenSpan> {
  const { rahoituslahde } = record;
  const isFunded = rahoituslahde === null ? null : fundingSources.get(rahoituslahde);
  return {
    degreeCode: unread.orNull(digitsOf(record.koulutuskoodi, 6), 'Koulutuskoodi'),
    programmeName: namesOf(record.nimet),
    language: unread.orNull(languageOf(record.koulutuskieli), 'Koulutuskieli'),
    classifications: distinct(
      record.luokittelut.map((code) => unread.word(code, studyRightClassifications, 'Luokittelu')),
    ),
    tuitionFeeFunded: unread.orNull(isFunded, 'Rahoituslahde'),
  };
}

function only<T>(values: readonly (T | null)[]): T | null {
  const [value = null, ...others] = new Set(values);
  return others.length === 0 ? value : null;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort();
}
