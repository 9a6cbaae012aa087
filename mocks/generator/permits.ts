import { addDays, type Moment } from '../academic-calendar.ts';
import type { MigriRecord, StudentRecord } from '../person.ts';
import { type GrantSpec, migriRecord, type OpenCaseSpec } from '../personas/permits.ts';
import type { DrawnIdentity } from './identity.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** What a person's record in Migri's register is drawn from. */
export interface PermitDraw {
  readonly random: Random;
  readonly moment: Moment;
  readonly who: DrawnIdentity;
  readonly plan: Plan;
  readonly studies: readonly StudentRecord[];
}

/** Draws what Migri knows: nothing of those who need no permit, and not everything of the others. */
export function drawPermits(draw: PermitDraw): MigriRecord | null {
  const { random, who, plan } = draw;
  if (who.freeMovement || random.chance(0.06)) return null;
  const number = 1_000_000 + who.index;
  if (plan.startYear === null) return migriRecord({ number, grants: [], open: firstCase(draw) });
  const open = openCase(draw);
  return migriRecord({
    number,
    grants: grantsSince(draw, plan.startYear),
    ...(open === null ? {} : { open }),
  });
}

function firstCase({ random, moment }: PermitDraw): OpenCaseSpec {
  return {
    kind: 'FIRST_PERMIT',
    ground: 'STUDY',
    state: random.weighted([
      ['SUBMITTED', 30],
      ['IN_PROCESS', 50],
      ['WAITING_FOR_APPLICANT', 17],
      ['LAPSED', 3],
    ]),
    submittedOn: addDays(moment.today, -random.between(1, 80)),
  };
}

/** A permit for two years, and then another until one is in force today. */
function grantsSince({ random, moment, plan }: PermitDraw, startYear: number): readonly GrantSpec[] {
  const type = plan.level === 'EXCHANGE' ? 'B' : 'A';
  const ground = drawGround(random, plan);
  const grants: GrantSpec[] = [];
  for (let year = startYear; year <= moment.year; year += 2) {
    const later = grants.length > 0 && random.chance(0.1) ? 'EMPLOYMENT' : ground;
    grants.push({ type, ground: later, validFrom: `${year}-07-25`, validUntil: `${year + 2}-07-31` });
  }
  return grants;
}

function drawGround(random: Random, plan: Plan): string {
  if (plan.level === 'DOCTORATE' && random.chance(0.5)) return 'RESEARCH';
  return random.weighted([
    ['STUDY', 90],
    ['EMPLOYMENT', 4],
    ['FAMILY', 3],
    ['TEMPORARY_PROTECTION', 2],
    ['INTERNATIONAL_PROTECTION', 1],
  ]);
}

function openCase({ random, moment, studies }: PermitDraw): OpenCaseSpec | null {
  const submittedOn = addDays(moment.today, -random.between(0, 60));
  const givenUp =
    studies.at(-1)?.rights.some(({ states }) => states.some(({ code }) => code === '5')) === true;
  if (givenUp && random.chance(0.3)) {
    return { kind: 'WITHDRAWAL', ground: 'STUDY', state: 'IN_PROCESS', submittedOn };
  }
  return random.chance(0.12) ? { kind: 'EXTENSION', ground: 'STUDY', state: 'SUBMITTED', submittedOn } : null;
}
