import { nearestDay, type OpenSpan, periodsOn } from '../../registry/in-force.ts';
import type { StudyRight } from '../required-facts.ts';
import { addDays, earliest, latestUntil, overlaps } from './days.ts';
import { allDuesOf, type FeeRecords, paymentsOf } from './fee-records.ts';
import type { FeeSubject } from './fee-subjects.ts';
import { endBy, levelOf, startOfRight } from './study-rights.ts';

/** The one that is named comes first. */
const bases = ['DOCTORAL', 'EXCHANGE', 'PROGRAMME_LANGUAGE'] as const;

/** Why no fee can be required for studies under a right, whatever anybody decided. */
type ExemptionBasis = (typeof bases)[number];

/** An exemption, and whether VIRTA has a due, or a term not paid in full, of the very time for which it holds. */
export interface Exemption {
  readonly basis: ExemptionBasis;
  readonly contradicted: boolean;
}

interface ExemptTime extends OpenSpan {
  readonly basis: ExemptionBasis;
}

type Phase = Pick<StudyRight['phases'][number], 'startsOn' | 'endsOn' | 'language' | 'classifications'>;

const always = { startsOn: '0001-01-01', endsOn: null } as const;

/** Why no fee can be required today under the rights of a subject; null when nothing says so of one of them. */
export function exemptionOf(
  subject: FeeSubject,
  records: FeeRecords | null,
  today: string,
): Exemption | null {
  // Beside a right that lasts, one that has ended says nothing of today.
  const lasting = subject.rights.filter((right) => endBy(right, today) === null);
  const deciding = lasting.length > 0 ? lasting : subject.rights;
  const times = deciding.map((right) => ({ id: right.id, time: exemptTimeOf(right, today) }));
  const known = times.flatMap(({ id, time }) => (time === null ? [] : [{ id, time }]));
  const basis = firstOf(known.map(({ time }) => time.basis));
  if (basis === null || known.length < times.length) return null;
  const dues = records === null ? [] : allDuesOf(subject, records);
  const unpaid = records === null ? [] : unpaidOf(subject, records, today);
  const contradicted = known.some(
    ({ id, time }) =>
      dues.some((due) => due.studyRightId === id && overlaps(due, time)) ||
      unpaid.some((payment) => overlaps(payment, time)),
  );
  return { basis, contradicted };
}

/** Begun terms that VIRTA marks as not paid in full, under a right in force. */
function unpaidOf(subject: FeeSubject, records: FeeRecords, today: string): readonly OpenSpan[] {
  const { own } = paymentsOf(subject, records, today);
  return own.filter(
    ({ fullyPaid, inForce, startsOn }) => !fullyPaid && inForce === true && startsOn <= today,
  );
}

/** The time around today in which no fee can be due under a right: earlier and later phases are not today's. */
function exemptTimeOf(right: StudyRight, today: string): ExemptTime | null {
  const phases = phasesOf(right);
  const day = nearestDay({ startsOn: startOfRight(right), endsOn: right.endsOn }, today);
  const now = periodsOn(phases, day).map((phase) => basisOf(right, phase));
  const basis = firstOf(now);
  if (basis === null || now.includes(null)) return null;
  const liable = phases.filter((phase) => basisOf(right, phase) === null).map(({ startsOn }) => startsOn);
  const before = latestUntil(day, liable);
  const after = earliest(liable.filter((startsOn) => startsOn > day));
  const exempt = phases.filter((phase) => basisOf(right, phase) !== null).map(({ startsOn }) => startsOn);
  const since = before === null ? null : earliest(exempt.filter((startsOn) => startsOn >= before));
  return { basis, startsOn: since ?? always.startsOn, endsOn: after === null ? null : addDays(after, -1) };
}

function firstOf(found: readonly (ExemptionBasis | null)[]): ExemptionBasis | null {
  return bases.find((basis) => found.includes(basis)) ?? null;
}

/** The phases of a right; without any, what the right itself says is so always. */
function phasesOf({ phases, languages, classifications }: StudyRight): readonly Phase[] {
  if (phases.length > 0) return phases;
  const spoken = languages.length === 0 ? [null] : languages;
  return spoken.map((language) => ({ ...always, language, classifications }));
}

function basisOf(right: StudyRight, { language, classifications }: Phase): ExemptionBasis | null {
  const level = levelOf({ ...right, classifications });
  if (level === 'DOCTORAL' || level === 'EXCHANGE') return level;
  return language === 'fi' || language === 'sv' ? 'PROGRAMME_LANGUAGE' : null;
}
