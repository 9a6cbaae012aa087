import type { Moment } from '../academic-calendar.ts';
import type { Programme } from '../personas/programmes.ts';
import { bachelorOptions, doctoralProgrammes, exchangeProgrammes, masterOptions } from './options.ts';
import type { Random } from './random.ts';

/** Where a generated person is on the way through studies. */
export interface Plan {
  readonly level: 'BACHELOR' | 'MASTER' | 'DOCTORATE' | 'EXCHANGE';
  readonly programme: Programme;
  /** The academic year of the start; null for one who is only admitted. */
  readonly startYear: number | null;
  /** Whether the place was won through Opintopolku. */
  readonly admitted: boolean;
  readonly obligation: 'REQUIRED' | 'NOT_REQUIRED' | 'NOT_CHECKED' | null;
  readonly payment: 'MAKSETTU' | 'MAKSAMATTA' | 'VAPAUTETTU' | null;
}

/** Draws a plan. */
export function drawPlan(random: Random, moment: Moment, freeMovement: boolean): Plan {
  const level = random.weighted([
    ['BACHELOR', 42],
    ['MASTER', 42],
    ['DOCTORATE', 8],
    ['EXCHANGE', 8],
  ] as const);
  const degree = level === 'BACHELOR' || level === 'MASTER';
  const newcomer = degree && random.chance(0.18);
  const obligation = degree ? drawObligation(random, freeMovement) : null;
  return {
    level,
    programme: random.pick(programmesOf[level]),
    startYear: newcomer ? null : moment.year - drawYears(random, level),
    admitted: newcomer || random.chance(degree ? 0.81 : admittedAnyway[level]),
    obligation,
    payment: drawPayment(random, obligation),
  };
}

const programmesOf = {
  BACHELOR: bachelorOptions,
  MASTER: masterOptions,
  DOCTORATE: doctoralProgrammes,
  EXCHANGE: exchangeProgrammes,
} as const;

const admittedAnyway = { BACHELOR: 1, MASTER: 1, DOCTORATE: 0.1, EXCHANGE: 0 } as const;

function drawYears(random: Random, level: Plan['level']): number {
  if (level === 'EXCHANGE') return 0;
  return random.weighted([
    [0, 15],
    [1, 20],
    [2, 20],
    [3, 25],
    [4, 20],
  ]);
}

function drawObligation(random: Random, freeMovement: boolean): Plan['obligation'] {
  if (freeMovement) return random.chance(0.9) ? 'NOT_REQUIRED' : null;
  return random.weighted([
    ['REQUIRED', 70],
    ['NOT_REQUIRED', 12],
    ['NOT_CHECKED', 10],
    [null, 8],
  ]);
}

/** Null for no row. A row may be left over where no fee is required. */
function drawPayment(random: Random, obligation: Plan['obligation']): Plan['payment'] {
  if (obligation !== 'REQUIRED') return random.chance(0.02) ? 'MAKSAMATTA' : null;
  return random.weighted([
    ['MAKSETTU', 55],
    ['MAKSAMATTA', 15],
    ['VAPAUTETTU', 15],
    [null, 15],
  ]);
}
