import { addDays, type Moment, nextIntake } from '../academic-calendar.ts';
import type { Person, StudyPlace } from '../person.ts';
import { autumnIntake, feeRow, lostChoice, type PlaceSpec, place } from '../personas/places.ts';
import type { DrawnIdentity } from './identity.ts';
import { bachelorOptions, masterOptions } from './options.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** What a person's applications are drawn from. */
export interface AdmissionDraw {
  readonly random: Random;
  readonly moment: Moment;
  readonly who: DrawnIdentity;
  readonly plan: Plan;
}

/** Draws the application choices and the fee rows of a person. */
export function drawAdmissions(draw: AdmissionDraw): Pick<Person, 'places' | 'feeRows'> {
  const { random, plan } = draw;
  const base = choiceOf(draw);
  if (!plan.admitted) return { places: random.chance(0.2) ? [lost(draw, base)] : [], feeRows: [] };
  const won = plan.startYear === null ? offered(draw, base) : place({ ...base, ...enrolled(random) });
  return {
    places: random.chance(0.3) ? [lost(draw, base), won] : [won],
    feeRows: plan.payment === null ? [] : [feeRow(won, plan.payment, recordedOn(draw))],
  };
}

function choiceOf({ moment, who, plan }: AdmissionDraw): PlaceSpec {
  return {
    person: who.applicant,
    programme: plan.programme,
    intake: plan.startYear === null ? nextIntake(moment.today, 30) : autumnIntake(plan.startYear),
    maksuvelvollisuus: plan.obligation,
  };
}

/** A place that studies have not begun in: each stage of accepting it occurs. */
function offered({ random, moment }: AdmissionDraw, base: PlaceSpec): StudyPlace {
  const conditional = random.chance(0.06);
  const won = place({
    ...base,
    valintaTila: random.chance(0.1) ? 'VARASIJALTA_HYVAKSYTTY' : 'HYVAKSYTTY',
    vastaanottoTila: random.weighted([
      ['VASTAANOTTANUT_SITOVASTI', 70],
      ['KESKEN', 15],
      ['EHDOLLISESTI_VASTAANOTTANUT', 8],
      ['EI_VASTAANOTETTU_MAARA_AIKANA', 4],
      ['PERUNUT', 3],
    ]),
    ilmoittautuminenTila: 'EI_TEHTY',
    acceptanceDeadline: `${addDays(moment.today, random.between(-10, 25))}T12:00:00Z`,
    ...(conditional
      ? { condition: { fi: 'Todistus toimitettava.', en: 'Certificate to be delivered.' } }
      : {}),
  });
  return random.chance(0.03) ? { ...won, published: false } : won;
}

function enrolled(random: Random): Pick<StudyPlace, 'valintaTila' | 'ilmoittautuminenTila'> {
  return {
    valintaTila: random.chance(0.1) ? 'VARASIJALTA_HYVAKSYTTY' : 'HYVAKSYTTY',
    ilmoittautuminenTila: random.weighted([
      ['LASNA_KOKO_LUKUVUOSI', 88],
      ['LASNA_SYKSY', 6],
      ['POISSA_SYKSY', 3],
      ['POISSA_KOKO_LUKUVUOSI', 3],
    ]),
  };
}

function lost({ random, plan }: AdmissionDraw, base: PlaceSpec): StudyPlace {
  const options = plan.level === 'BACHELOR' ? bachelorOptions : masterOptions;
  const others = options.filter((option) => option !== plan.programme);
  return lostChoice({
    ...base,
    programme: random.pick(others),
    valintaTila: random.pick(['HYLATTY', 'VARALLA', 'PERUUNTUNUT', 'PERUNUT', 'PERUUTETTU'] as const),
  });
}

/** Of a place that studies have not begun in, a fee was recorded lately; of another, at its own time. */
function recordedOn({ random, moment, plan }: AdmissionDraw): string | undefined {
  return plan.startYear === null ? addDays(moment.today, -random.between(1, 40)) : undefined;
}
