import type { Moment } from '../academic-calendar.ts';
import type { StudyRightRecord } from '../person.ts';
import { openEnd } from '../personas/rights.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** How a right goes on or has ended. */
export interface Ending {
  readonly states: StudyRightRecord['states'];
  readonly endsOn: string | null;
  /** The last day on which something can have happened under the right. */
  readonly lastDay: string;
  readonly graduated: boolean;
}

/** Years after which a student at a level usually graduates. */
const NOMINAL_YEARS = { BACHELOR: 3, MASTER: 2, DOCTORATE: 4, EXCHANGE: 1 } as const;

/** Draws how a right goes: most are active, some are concluded, few have ended otherwise. */
export function drawEnding(
  random: Random,
  moment: Moment,
  plan: Plan & { readonly startYear: number },
): Ending {
  const { startYear, level } = plan;
  const nominal = startYear + NOMINAL_YEARS[level];
  if (level !== 'EXCHANGE' && nominal <= moment.year && random.chance(0.35)) {
    return ended({ code: '3', startYear, from: `${nominal}-06-15`, endsOn: `${nominal + 2}-07-31` });
  }
  if (startYear < moment.year && random.chance(0.08)) {
    const year = random.between(startYear + 1, moment.year);
    const from = `${year}-${random.pick(['01-15', '03-31', '07-31'])}`;
    return ended({ code: random.pick(['4', '5', '6']), startYear, from, endsOn: `${nominal + 1}-07-31` });
  }
  return active(random, { startYear, level, nominal, moment });
}

interface EndedSpec {
  readonly code: string;
  readonly startYear: number;
  readonly from: string;
  readonly endsOn: string;
}

function ended({ code, startYear, from, endsOn }: EndedSpec): Ending {
  const states = [
    { code: '1', startsOn: `${startYear}-08-01` },
    { code, startsOn: from },
  ];
  return { states, endsOn, lastDay: from, graduated: code === '3' };
}

interface ActiveSpec extends Pick<Plan, 'level'> {
  readonly startYear: number;
  readonly nominal: number;
  readonly moment: Moment;
}

function active(random: Random, { startYear, level, nominal, moment }: ActiveSpec): Ending {
  return {
    states: [{ code: '1', startsOn: `${startYear}-08-01` }],
    endsOn: drawEnd(random, level, Math.max(nominal, moment.year + 1)),
    lastDay: `${moment.year + 1}-07-31`,
    graduated: false,
  };
}

function drawEnd(random: Random, level: Plan['level'], year: number): string | null {
  if (level === 'EXCHANGE') return `${year}-07-31`;
  if (random.chance(0.05)) return null;
  return level === 'DOCTORATE' || random.chance(0.1) ? openEnd : `${year + 2}-07-31`;
}
