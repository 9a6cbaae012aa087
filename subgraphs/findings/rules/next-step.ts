import type { Institution } from '../../registry/institutions.ts';
import type { Actor, LocalizedText } from '../../registry/reasons.ts';
import type { FactName } from '../required-facts.ts';

/** The graph's `NextStepKind`. */
export type NextStepKind =
  | 'ACCEPT_PLACE'
  | 'FULFIL_CONDITION'
  | 'DECIDE_FEE_OBLIGATION'
  | 'PAY_OR_SHOW_FUNDS'
  | 'RECORD_PAYMENT'
  | 'RECONCILE_RECORDS'
  | 'REGISTER_FOR_TERM'
  | 'CHECK_ENDED_RIGHT'
  | 'IDENTIFY_PERSON'
  | 'ASK_AGAIN'
  | 'CHECK_BY_HAND';

/** One next step; the graph's `NextStep`. */
export interface NextStep {
  readonly kind: NextStepKind;
  readonly text: LocalizedText;
  readonly actor: Actor;
  /** ISO instant; null when no deadline is known. */
  readonly dueAt: string | null;
  readonly fact: FactName;
}

/** What tells one step from another of its kind. */
export interface StepDetails {
  readonly fact: FactName;
  /** What the step is about, added to its text. */
  readonly about?: LocalizedText;
  readonly actor?: Actor;
  readonly dueAt?: string | null;
}

type Entry = readonly [actor: Actor, fi: string, sv: string, en: string];

/** In the order of urgency: what others wait for comes first. */
const texts: Readonly<Record<NextStepKind, Entry>> = {
  IDENTIFY_PERSON: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Yksilöi henkilö oppijanumerorekisterissä, jotta tiedot voidaan yhdistää',
    'Identifiera personen i studentnummerregistret så att uppgifterna kan kopplas ihop',
    'Identify the person in the learner-number registry, so that records can be joined',
  ],
  ACCEPT_PLACE: ['STUDENT', 'Ota opiskelupaikka vastaan', 'Ta emot studieplatsen', 'Accept the study place'],
  FULFIL_CONDITION: [
    'STUDENT',
    'Täytä hyväksymisen ehto',
    'Uppfyll villkoret för antagningen',
    'Fulfil the condition of admission',
  ],
  PAY_OR_SHOW_FUNDS: [
    'STUDENT',
    'Maksa lukuvuosimaksu tai osoita varat sekä maksuun että elämiseen',
    'Betala läsårsavgiften eller visa medel för både avgiften och uppehället',
    'Pay the tuition fee, or show funds for both the fee and living',
  ],
  REGISTER_FOR_TERM: [
    'STUDENT',
    'Ilmoittaudu lukukaudelle',
    'Anmäl dig för terminen',
    'Register for the term',
  ],
  CHECK_ENDED_RIGHT: [
    'STUDENT',
    'Ota yhteys korkeakouluun päättyneestä opinto-oikeudesta, ja jos merkintä on väärä, pyydä korjaamaan se',
    'Kontakta högskolan om studierätten som har upphört, och be den rätta anteckningen om den är fel',
    'Contact the institution about the study right that has ended, and ask for the record to be corrected if it is wrong',
  ],
  DECIDE_FEE_OBLIGATION: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Ratkaise maksuvelvollisuus ja kirjaa se',
    'Avgör avgiftsskyldigheten och registrera den',
    'Decide the fee obligation and record it',
  ],
  RECORD_PAYMENT: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Kirjaa maksu tai sen puuttuminen rekisteriin',
    'Registrera betalningen eller att den saknas',
    'Record the payment, or that there is none',
  ],
  RECONCILE_RECORDS: [
    'HIGHER_EDUCATION_INSTITUTION',
    'Selvitä rekisterien ristiriita',
    'Utred motsägelsen mellan registren',
    'Reconcile the contradicting records',
  ],
  ASK_AGAIN: [
    'ASKER',
    'Kysy myöhemmin uudelleen: rekisteri ei vastannut',
    'Fråga på nytt senare: registret svarade inte',
    'Ask again later: the registry gave no answer',
  ],
  CHECK_BY_HAND: [
    'MIGRI',
    'Tarkista käsin: yhdistetyistä rekistereistä tätä ei voi todeta',
    'Kontrollera manuellt: detta kan inte fastställas ur de anslutna registren',
    'Check by hand: the connected registries cannot tell this of the person',
  ],
};

const urgency: readonly string[] = Object.keys(texts);

/** Makes a step with its text and its usual actor. */
export function stepOf(kind: NextStepKind, details: StepDetails): NextStep {
  const [actor, fi, sv, en] = texts[kind];
  const { about = { fi: null, sv: null, en: null } } = details;
  return {
    kind,
    text: { fi: withAbout(fi, about.fi), sv: withAbout(sv, about.sv), en: withAbout(en, about.en) },
    actor: details.actor ?? actor,
    dueAt: details.dueAt ?? null,
    fact: details.fact,
  };
}

/** Steps in the order of urgency, each once. */
export function mostUrgentFirst(steps: readonly NextStep[]): readonly NextStep[] {
  const distinct = new Map(steps.map((step) => [JSON.stringify(step), step]));
  const rank = ({ kind, dueAt }: NextStep) => `${urgency.indexOf(kind)} ${dueAt ?? '9999'}`;
  return [...distinct.values()].toSorted((a, b) => rank(a).localeCompare(rank(b)));
}

/** An institution's name in each language; its number or OID where it has none. */
export function nameOf({ name, code, oid }: Institution): LocalizedText {
  const fallback = name.fi ?? name.en ?? name.sv ?? code ?? oid;
  return { fi: name.fi ?? fallback, sv: name.sv ?? fallback, en: name.en ?? fallback };
}

/** A text that goes on with another, in each language that both have. */
export function joinTexts(first: LocalizedText, second: LocalizedText): LocalizedText {
  const join = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : `${a}: ${b}`);
  return { fi: join(first.fi, second.fi), sv: join(first.sv, second.sv), en: join(first.en, second.en) };
}

function withAbout(text: string, about: string | null): string {
  return about === null ? `${text}.` : `${text} (${about}).`;
}
