import type { Institution } from '../../registry/institutions.ts';
import type { FactReason, LocalizedText } from '../../registry/reasons.ts';
import { type InputsOf, namesOf } from '../inputs.ts';
import type { Admission } from '../required-facts.ts';
import { conditionOf, type PlaceStanding, standingOf } from './counting-places.ts';
import { isGivenUp } from './fee-subjects.ts';
import {
  conclude,
  type Finding,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type MissingInput,
  noRecord,
  type Outcome,
  type Rule,
} from './finding.ts';

/** Whether the person has bindingly accepted an unconditional study place. */
export const bindingStudyPlaceRule: Rule = {
  id: 'binding-study-place',
  version: 2,
  text: {
    fi: 'Paikka on sitova, kun hakija on hyväksytty ehdoitta ja ottanut paikan vastaan sitovasti. Jos hyväksyminen on ehdollinen tai hakija jonottaa ylempää hakutoivetta, se sanotaan. Paikka otetaan huomioon ensimmäisen lukukautensa loppuun ja sen jälkeen vain, kun samassa oppilaitoksessa on voimassa opinto-oikeus, joka on alkanut enintään 200 päivän päässä paikan alusta. Jos alkua ei ole kirjattu, paikka otetaan huomioon 12 kuukautta vastaanoton määräajasta. Muut paikat ovat vanhoja eivätkä ratkaise mitään. Usean paikan tulos on niistä varmin.',
    sv: 'Platsen är bindande när sökanden har antagits utan villkor och tagit emot platsen bindande. Är antagningen villkorlig, eller köar sökanden till en plats med högre prioritet, sägs det. En plats beaktas till slutet av sin första termin och därefter bara medan en studierätt är i kraft vid samma läroanstalt som började högst 200 dagar från platsens start. Saknas starten beaktas platsen 12 månader från sista dagen att ta emot den. Andra platser är gamla och avgör ingenting. Av flera platser avgör den säkraste.',
    en: 'A place is binding when the applicant is admitted without condition and has bindingly accepted it. A conditional admission, or waiting for a higher preference, is told as such. A place counts until the end of its first term, and later only while a right at its institution is in force that began within 200 days of the start of the place. One without a recorded start counts for 12 months from its acceptance deadline. Other places are old and decide nothing. Of several places the firmest decides.',
  },
};

/** The firmest first. */
const bindings = [
  'BINDING',
  'CONDITIONAL_ADMISSION',
  'WAITING_FOR_HIGHER_PREFERENCE',
  'NOT_ACCEPTED',
  'NOT_IN_REGISTER',
] as const;

/** The graph's `StudyPlaceBinding`. */
export type StudyPlaceBinding = (typeof bindings)[number];

/** How firm one place is. */
interface StudyPlaceFinding {
  readonly admissionId: string;
  readonly institution: Institution;
  readonly applicationOption: { readonly oid: string; readonly name: LocalizedText };
  readonly value: StudyPlaceBinding | null;
  readonly old: boolean;
  readonly reason: FactReason | null;
  readonly condition: LocalizedText | null;
}

/** The finding on the study place. */
export interface BindingStudyPlace extends Finding {
  readonly value: StudyPlaceBinding | null;
  readonly places: readonly StudyPlaceFinding[];
}

type PlaceFacts = InputsOf<'bindingStudyPlace'>;

const read = namesOf('bindingStudyPlace');

interface JudgedPlace {
  readonly place: Admission;
  readonly standing: PlaceStanding;
  /** How firm it is if it counts. */
  readonly outcome: Outcome<StudyPlaceBinding>;
}

/** How firm the study place is. */
export function bindingStudyPlace(facts: PlaceFacts, today: string): BindingStudyPlace {
  const { admissions } = facts;
  const inputs = inputsOf(facts, read);
  const frame = { rule: bindingStudyPlaceRule, validOn: today, inputs };
  if (!isAnswered(admissions))
    return { ...conclude(frame, { missing: gapsOf(facts, ['admissions']) }), places: [] };
  const judged = (admissions.items ?? []).map((place) => ({
    place,
    standing: standingOf(place, facts, today),
    outcome: judge(place, facts),
  }));
  return {
    ...conclude(frame, summary(judged, facts)),
    places: judged.map((one) => describe(one, facts)),
  };
}

function summary(judged: readonly JudgedPlace[], facts: PlaceFacts): Outcome<StudyPlaceBinding> {
  const firmest = firmestOf(judged.filter(({ standing }) => standing.kind === 'COUNTS'));
  if (firmest === 'BINDING') return { value: 'BINDING' };
  const missing = [...gapsOf(facts, ['admissions']), ...judged.flatMap((one) => doubtsOf(one, firmest))];
  if (missing.length > 0) return { missing };
  if (firmest !== null) return { value: firmest };
  return judged.length === 0
    ? { value: 'NOT_IN_REGISTER' }
    : { missing: [lacking('admissions', facts.admissions, 'OLD_PLACES')] };
}

function firmestOf(judged: readonly JudgedPlace[]): StudyPlaceBinding | null {
  const values = judged.flatMap(({ outcome }) => ('value' in outcome ? [outcome.value] : []));
  return bindings.find((binding) => values.includes(binding)) ?? null;
}

/** What is not known of a place that could be firmer than the firmest one known. */
function doubtsOf(
  { standing, outcome }: JudgedPlace,
  firmest: StudyPlaceBinding | null,
): readonly MissingInput[] {
  if (standing.kind === 'OLD') return [];
  const missing = standing.kind === 'UNDETERMINED' ? standing.missing : [];
  if ('missing' in outcome) return [...missing, ...outcome.missing];
  const isFirmer = firmest === null || bindings.indexOf(outcome.value) < bindings.indexOf(firmest);
  return isFirmer ? missing : [];
}

function judge(place: Admission, facts: PlaceFacts): Outcome<StudyPlaceBinding> {
  if (place.acceptance === 'PENDING' || isGivenUp(place)) return { value: 'NOT_ACCEPTED' };
  if (place.acceptance === 'UNKNOWN' || place.selection === 'UNKNOWN')
    return { missing: [lacking('admissions', facts.admissions, 'RECORD_UNREADABLE')] };
  if (place.acceptance === 'WAITING_FOR_HIGHER_PREFERENCE') return { value: place.acceptance };
  const conditional = conditionOf(place, facts)?.conditional ?? null;
  if (conditional !== null) return { value: conditional ? 'CONDITIONAL_ADMISSION' : 'BINDING' };
  const gaps = gapsOf(facts, ['admissionConditions']);
  const { admissionConditions } = facts;
  if (gaps.length > 0 || !admissionConditions) return { missing: gaps };
  return { missing: [noRecord('admissionConditions', admissionConditions, 'NOT_REPORTED')] };
}

function describe({ place, standing, outcome }: JudgedPlace, facts: PlaceFacts): StudyPlaceFinding {
  const condition = conditionOf(place, facts);
  const isClear = standing.kind === 'COUNTS' && 'value' in outcome;
  return {
    admissionId: place.id,
    institution: place.institution,
    applicationOption: place.applicationOption,
    value: isClear ? outcome.value : null,
    old: standing.kind === 'OLD',
    reason: remarkOn(standing, outcome),
    condition: condition?.conditional === true ? condition.condition : null,
  };
}

function remarkOn(standing: PlaceStanding, outcome: Outcome<unknown>): FactReason | null {
  if (standing.kind === 'UNDETERMINED') return standing.missing[0]?.reason ?? null;
  const unclear = standing.kind === 'COUNTS' && 'missing' in outcome ? outcome.missing[0] : undefined;
  return unclear?.reason ?? standing.reason;
}
