import { type Moment, type Term, termsOf } from '../academic-calendar.ts';
import type { RegistrationRecord, StudentRecord, StudyRightRecord } from '../person.ts';
import { feesDue, registrations, studentRecord, studyRight } from '../personas/rights.ts';
import { drawAttainments } from './attainments.ts';
import { drawEnding, type Ending } from './endings.ts';
import type { DrawnIdentity } from './identity.ts';
import { bachelorOptions } from './options.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** What a person's studies are drawn from. */
export interface StudiesDraw {
  readonly random: Random;
  readonly moment: Moment;
  readonly who: DrawnIdentity;
  readonly plan: Plan;
}

/** Euros a term. */
const FEES = [4000, 5000, 6000, 7500] as const;

type StartedPlan = Plan & { readonly startYear: number };

/** Draws what VIRTA has of a person: nothing before studies begin, seldom two institutions. */
export function drawStudies(draw: StudiesDraw): readonly StudentRecord[] {
  const { startYear } = draw.plan;
  if (startYear === null) return [];
  const current = drawRecord({ ...draw, plan: { ...draw.plan, startYear } });
  if (draw.plan.level !== 'MASTER' || !draw.random.chance(0.08)) return [current];
  const programme = draw.random.pick(bachelorOptions);
  if (programme.institution.code === current.institution) return [current];
  const earlier = {
    ...draw.plan,
    level: 'BACHELOR',
    programme,
    startYear: startYear - 4,
    obligation: null,
  } as const;
  return [drawRecord({ ...draw, plan: earlier }), current];
}

function drawRecord(draw: StudiesDraw & { readonly plan: StartedPlan }): StudentRecord {
  const { random, moment, who, plan } = draw;
  const { code } = plan.programme.institution;
  const studentKey = `${code}-${who.index}`;
  const rightKey = `${studentKey}-${plan.programme.type}`;
  const ending = drawEnding(random, moment, plan);
  const terms = termsOf(plan.startYear, moment.year).filter(({ startsOn }) => startsOn <= ending.lastDay);
  const due = random.pick(FEES);
  const enrolled = drawRegistrations(draw, { rightKey, terms, due });
  return studentRecord({
    institution: code,
    studentKey,
    learnerNumber: drawLearnerNumber(random, who),
    code: who.records[0]?.personalIdentityCode ?? null,
    rights: [rightOf(draw, { rightKey, terms, due, ending })],
    registrations: enrolled,
    attainments: drawAttainments({ random, plan, rightKey, ending, moment, enrolled }),
  });
}

interface TermsDraw {
  readonly rightKey: string;
  readonly terms: readonly Term[];
  /** Of a term, when a fee is due. */
  readonly due: number;
}

function rightOf(
  { random, plan }: StudiesDraw & { readonly plan: StartedPlan },
  draw: TermsDraw & { readonly ending: Ending },
): StudyRightRecord {
  const { ending, terms, rightKey, due } = draw;
  const latestFirst = random.chance(0.15);
  return studyRight({
    key: rightKey,
    programme: plan.programme,
    startsOn: `${plan.startYear}-08-01`,
    endsOn: ending.endsOn,
    states: latestFirst ? ending.states.toReversed() : ending.states,
    classifications: plan.level === 'EXCHANGE' ? ['2'] : plan.level === 'MASTER' ? ['5'] : [],
    fees: plan.obligation === 'REQUIRED' ? feesDue(terms, String(due)) : [],
  });
}

/** Mostly the master's; of merged people sometimes the slave's; sometimes the institution never recorded one. */
function drawLearnerNumber(random: Random, { records }: DrawnIdentity): string | null {
  const [master, slave] = records;
  if (master === undefined || master.identifiedBy === 'NONE' || random.chance(0.02)) return null;
  return slave !== undefined && random.chance(0.4) ? slave.oid : master.oid;
}

function drawRegistrations(
  { random, plan, moment }: StudiesDraw,
  draw: TermsDraw,
): readonly RegistrationRecord[] {
  const { rightKey, terms, due } = draw;
  const shared = random.chance(0.12);
  return terms.flatMap((term) => {
    // Registration for a term ahead may not have been sent yet.
    if (term.startsOn > moment.today && random.chance(0.4)) return [];
    const state = random.weighted([
      ['1', 90],
      ['2', 6],
      ['3', 3],
      ['4', 1],
    ]);
    const fee = drawFee(random, plan, due);
    return registrations([term], {
      rightKey: shared ? null : rightKey,
      state,
      ...(fee === null ? {} : { fee }),
    });
  });
}

function drawFee(random: Random, plan: Plan, due: number): RegistrationRecord['fee'] | null {
  // Marks of payment are made by hand in many institutions, so they are often missing.
  if (plan.obligation !== 'REQUIRED' || plan.payment === null || random.chance(0.15)) return null;
  const all = String(due);
  const half = String(due / 2);
  if (plan.payment === 'VAPAUTETTU') return { paid: '1', amount: '0', scholarship: all };
  if (plan.payment === 'MAKSAMATTA') return random.chance(0.3) ? { paid: '0', amount: half } : { paid: '0' };
  return random.weighted([
    [{ paid: '1', amount: all }, 75],
    [{ paid: '1', amount: half, scholarship: half }, 15],
    [{ paid: '1' }, 10],
  ] as const);
}
