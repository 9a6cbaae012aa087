import type { Moment } from '../academic-calendar.ts';
import type { AttainmentRecord, RegistrationRecord } from '../person.ts';
import { courses, creditsOf, keysOf } from '../personas/attainments.ts';
import type { Ending } from './endings.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** What the attainments under a right are drawn from. */
export interface AttainmentsDraw {
  readonly random: Random;
  readonly plan: Plan & { readonly startYear: number };
  readonly rightKey: string;
  readonly ending: Ending;
  readonly moment: Moment;
  readonly enrolled: readonly RegistrationRecord[];
}

/** Draws the attainments under a right: courses done, some recognised, and the degree of those who graduated. */
export function drawAttainments(draw: AttainmentsDraw): readonly AttainmentRecord[] {
  const { random, plan, rightKey, ending, moment } = draw;
  const done = courses({
    rightKey,
    from: plan.startYear,
    to: moment.year,
    perTerm: plan.level === 'DOCTORATE' ? random.between(1, 3) : random.between(5, 8),
    today: moment.today,
  });
  const inside = [...done.filter(({ attainedOn }) => isPresent(draw, attainedOn)), ...recognised(draw)];
  return ending.graduated ? [degree(draw, inside), ...inside] : inside;
}

/** Nobody attains anything after the right has ended or in a term of absence. */
function isPresent({ ending, enrolled }: AttainmentsDraw, day: string): boolean {
  const absent = enrolled.some(
    ({ state, startsOn, endsOn }) =>
      state !== '1' && startsOn <= day && (endsOn === undefined || day <= endsOn),
  );
  return day <= ending.lastDay && !absent;
}

function recognised({ random, plan, rightKey, moment }: AttainmentsDraw): readonly AttainmentRecord[] {
  const recognisedOn = `${plan.startYear}-09-20`;
  if (recognisedOn > moment.today || !random.chance(0.25)) return [];
  return Array.from({ length: random.between(1, 5) }, (_, index) => ({
    key: `${rightKey}-R${index + 1}`,
    rightKey,
    attainedOn: `${plan.startYear - 1}-05-15`,
    credits: random.pick(['5', '4.0', '3', '2.5']),
    kind: '2',
    name: { fi: 'Hyväksiluettu kurssi', sv: 'Tillgodoräknad kurs', en: 'Recognised course' },
    grade: 'HYV',
    recognisedOn,
  }));
}

function degree(
  { rightKey, plan, ending }: AttainmentsDraw,
  inside: readonly AttainmentRecord[],
): AttainmentRecord {
  const { degreeCode, name } = plan.programme;
  return {
    key: `${rightKey}-DEGREE`,
    rightKey,
    attainedOn: ending.lastDay,
    credits: String(creditsOf(inside)),
    kind: '1',
    name,
    grade: 'HYV',
    ...(degreeCode === null ? {} : { degreeCode }),
    parts: keysOf(inside),
  };
}
