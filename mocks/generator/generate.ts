import type { Moment } from '../academic-calendar.ts';
import type { Person } from '../person.ts';
import { drawAdmissions } from './admissions.ts';
import { drawIdentity } from './identity.ts';
import { drawPermits } from './permits.ts';
import { drawPlan } from './plan.ts';
import { randomFrom } from './random.ts';
import { drawStudies } from './studies.ts';

/** What to generate. */
export interface GeneratorOptions {
  readonly moment: Moment;
  readonly count: number;
  readonly seed: number;
  /** Personal identity codes that are already in use. */
  readonly taken: readonly string[];
}

/** Generates people. Each has draws of their own, so the first ones stay the same when more are asked for. */
export function generatePeople({ moment, count, seed, taken }: GeneratorOptions): readonly Person[] {
  const codes = new Set(taken);
  return Array.from({ length: count }, (_, at) =>
    generatePerson({ moment, seed, index: at + 1, taken: codes }),
  );
}

interface PersonDraw {
  readonly moment: Moment;
  readonly seed: number;
  readonly index: number;
  readonly taken: Set<string>;
}

function generatePerson({ moment, seed, index, taken }: PersonDraw): Person {
  const random = randomFrom(seed * 1_000_003 + index);
  const who = drawIdentity({ random, moment, index, taken });
  const plan = drawPlan(random, moment, who.freeMovement);
  const studies = drawStudies({ random, moment, who, plan });
  return {
    id: `G${String(index).padStart(6, '0')}`,
    story: `Generated: ${plan.level.toLowerCase()}, ${plan.startYear === null ? 'newly admitted' : 'enrolled'}.`,
    records: who.records,
    ...drawAdmissions({ random, moment, who, plan }),
    studentRecords: studies,
    migri: drawPermits({ random, moment, who, plan, studies }),
  };
}
