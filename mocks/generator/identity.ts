import { addDays, type Moment } from '../academic-calendar.ts';
import type { IdentityRecord } from '../person.ts';
import { type IdentitySpec, identity } from '../personas/identities.ts';
import { signsOf, syntheticCode } from '../synthetic-code.ts';
import { drawCitizenships, drawName } from './names.ts';
import type { Random } from './random.ts';

/** Who a generated person is. */
export interface DrawnIdentity {
  /** Unique among the generated. */
  readonly index: number;
  /** The master first. */
  readonly records: readonly IdentityRecord[];
  /** The number of the record under which the person applied: a merged one for some. */
  readonly applicant: number;
  readonly freeMovement: boolean;
}

/** What to draw an identity from. */
export interface IdentityDraw {
  readonly random: Random;
  readonly moment: Moment;
  readonly index: number;
  /** The codes already given. */
  readonly taken: Set<string>;
}

/** Draws a person's ONR records. */
export function drawIdentity(draw: IdentityDraw): DrawnIdentity {
  const { random, index } = draw;
  const citizenships = drawCitizenships(random);
  const spec = {
    ...drawName(random),
    birthDate: addDays(draw.moment.today, -random.between(19 * 365, 34 * 365)),
    citizenships: citizenships.codes,
    sex: random.chance(0.5) ? '1' : '2',
  } as const;
  const freeMovement = citizenships.free;
  const number = numberOf(index * 2);
  if (random.chance(0.04)) {
    const record = identity({ ...spec, number, identifiedBy: 'NONE' });
    return { index, records: [record], applicant: number, freeMovement };
  }
  const master = identity({ ...spec, ...identified(draw, spec.birthDate), number });
  if (!random.chance(0.085)) return { index, records: [master], applicant: number, freeMovement };
  const slaveNumber = numberOf(index * 2 + 1);
  const slave = identity({ ...spec, number: slaveNumber });
  const applicant = random.chance(0.5) ? slaveNumber : number;
  return { index, records: [master, slave], applicant, freeMovement };
}

function identified({ random, taken }: IdentityDraw, birthDate: string): Partial<IdentitySpec> {
  if (!random.chance(0.625)) return { identifiedBy: random.chance(0.05) ? 'EIDAS' : 'MANUAL' };
  const settled = random.chance(0.7) ? { municipality: random.pick(MUNICIPALITIES) } : {};
  const code = unusedCode(random, { birthDate, taken });
  // Only the population register (VTJ) sets the flag, so it comes with a code.
  return { code, nonDisclosure: random.chance(0.05), ...settled };
}

function unusedCode(
  random: Random,
  given: { readonly birthDate: string; readonly taken: Set<string> },
): string {
  const { birthDate, taken } = given;
  const signs = [...signsOf(birthDate)];
  for (;;) {
    const code = syntheticCode({ birthDate, sign: random.pick(signs), number: random.between(900, 999) });
    if (!taken.has(code)) {
      taken.add(code);
      return code;
    }
  }
}

/** Scatters indices over `5NNNNNNNNNN` without a clash: the factor has no common divisor with the modulus. */
function numberOf(index: number): number {
  return 50_000_000_000 + ((index * 7_368_787 + 123_456_789) % 10_000_000_000);
}

const MUNICIPALITIES = ['091', '049', '092', '837', '853', '564', '179', '905'] as const;
