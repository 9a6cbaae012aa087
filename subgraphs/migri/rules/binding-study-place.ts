import type { Institution } from '../../registry/institutions.ts';
import type { LocalizedText } from '../../registry/reasons.ts';
import type { Admission, AdmissionCondition, PlaceAcceptance, RequiredFacts } from '../required-facts.ts';
import {
  conclude,
  type Finding,
  gapsOf,
  inputsOf,
  isAnswered,
  lacking,
  type MissingInput,
  type Outcome,
  type Rule,
} from './finding.ts';

/** Whether the person has bindingly accepted an unconditional study place. */
export const bindingStudyPlaceRule: Rule = {
  id: 'binding-study-place',
  version: 1,
  text: {
    fi: 'Paikka on sitova, kun hakija on hyväksytty ehdoitta ja ottanut paikan vastaan sitovasti. Se on ehdollinen, kun hyväksyminen tai vastaanotto on ehdollinen. Usean paikan tulos on niistä varmin.',
    sv: 'Platsen är bindande när sökanden antagits utan villkor och bindande tagit emot platsen. Den är villkorlig när antagningen eller mottagandet är villkorligt. Av flera platser avgör den säkraste.',
    en: 'A place is binding when the applicant is admitted without condition and has bindingly accepted it. It is conditional when the admission or its acceptance is. Of several places the firmest decides.',
  },
};

/** The graph's `StudyPlaceBinding`. */
export type StudyPlaceBinding = 'BINDING' | 'CONDITIONAL' | 'NOT_ACCEPTED' | 'NOT_IN_REGISTER';

/** How firm one place is. */
interface StudyPlaceFinding {
  readonly admissionId: string;
  readonly institution: Institution;
  readonly applicationOption: { readonly oid: string; readonly name: LocalizedText };
  readonly value: StudyPlaceBinding | null;
  readonly condition: LocalizedText | null;
}

/** The finding on the study place. */
export interface BindingStudyPlace extends Finding {
  readonly value: StudyPlaceBinding | null;
  readonly places: readonly StudyPlaceFinding[];
}

type PlaceFacts = Pick<RequiredFacts, 'admissions' | 'admissionConditions'>;

const notAccepted = new Set<PlaceAcceptance>([
  'PENDING',
  'DECLINED',
  'CANCELLED',
  'NOT_ACCEPTED_IN_TIME',
  'TOOK_ANOTHER_PLACE',
]);

/** How firm the study place is. */
export function bindingStudyPlace(facts: PlaceFacts, today: string): BindingStudyPlace {
  const { admissions } = facts;
  const inputs = inputsOf(facts, ['admissions', 'admissionConditions']);
  const frame = { rule: bindingStudyPlaceRule, validOn: today, inputs };
  if (!isAnswered(admissions))
    return { ...conclude(frame, { missing: gapsOf(facts, ['admissions']) }), places: [] };
  const judged = (admissions.items ?? []).map((place) => ({ place, outcome: judge(place, facts) }));
  const places = judged.map(({ place, outcome }) => describe(place, outcome, facts));
  return {
    ...conclude(
      frame,
      summary(
        judged.map(({ outcome }) => outcome),
        facts,
      ),
    ),
    places,
  };
}

function summary(
  outcomes: readonly Outcome<StudyPlaceBinding>[],
  facts: PlaceFacts,
): Outcome<StudyPlaceBinding> {
  const values = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
  if (values.includes('BINDING')) return { value: 'BINDING' };
  const undecided = outcomes.flatMap((outcome) => ('missing' in outcome ? outcome.missing : []));
  const missing: readonly MissingInput[] = [...gapsOf(facts, ['admissions']), ...undecided];
  if (missing.length > 0) return { missing };
  if (values.length === 0) return { value: 'NOT_IN_REGISTER' };
  return { value: values.includes('CONDITIONAL') ? 'CONDITIONAL' : 'NOT_ACCEPTED' };
}

function judge(place: Admission, facts: PlaceFacts): Outcome<StudyPlaceBinding> {
  if (notAccepted.has(place.acceptance)) return { value: 'NOT_ACCEPTED' };
  if (place.acceptance === 'UNKNOWN' || place.selection === 'UNKNOWN')
    return { missing: [lacking('admissions', facts.admissions, 'RECORD_UNREADABLE')] };
  if (place.acceptance === 'CONDITIONAL') return { value: 'CONDITIONAL' };
  const conditional = conditionOf(place, facts)?.conditional ?? null;
  if (conditional !== null) return { value: conditional ? 'CONDITIONAL' : 'BINDING' };
  const gaps = gapsOf(facts, ['admissionConditions']);
  const unsaid = lacking('admissionConditions', facts.admissionConditions, 'NOT_REPORTED');
  return { missing: gaps.length > 0 ? gaps : [unsaid] };
}

function describe(
  place: Admission,
  outcome: Outcome<StudyPlaceBinding>,
  facts: PlaceFacts,
): StudyPlaceFinding {
  const condition = conditionOf(place, facts);
  return {
    admissionId: place.id,
    institution: place.institution,
    applicationOption: place.applicationOption,
    value: 'value' in outcome ? outcome.value : null,
    condition: condition?.conditional === true ? condition.condition : null,
  };
}

/** A condition counts only from a registry that answered. */
function conditionOf(place: Admission, { admissionConditions }: PlaceFacts): AdmissionCondition | undefined {
  if (!isAnswered(admissionConditions)) return undefined;
  return admissionConditions.items?.find(({ admissionId }) => admissionId === place.id);
}
