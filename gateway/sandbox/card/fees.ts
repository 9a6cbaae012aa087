import { element, escapeMarkup } from '../markup.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { factBlock, factList, gapLine, stateLine } from './fact-parts.ts';
import { restsOn } from './findings.ts';
import { negativeTexts } from './negative-texts.ts';
import { noneIn, type Standing, standingIn, standingOf, standingOfFinding } from './standing.ts';
import { stateIn } from './state-words.ts';
import type { CardStudent } from './student.ts';
import { inWords, moneyIn, type Reader } from './written.ts';

type Requirement = NonNullable<CardStudent['tuitionFeeRequirement']>;
type Finding = Requirement['places'][number];
type Register = NonNullable<NonNullable<CardStudent['tuitionFees']>['items']>[number];

/** Where what is said of a fee comes from. */
interface Sides {
  /** The study places, of which the admission and the fee register speak. */
  readonly places: Standing;
  /** VIRTA's rights and fees, which sums are made of. */
  readonly virta: readonly Standing[];
  readonly finding: Standing;
}

/** What both fee registers say of each place and right, side by side, and what the rule makes of it. */
export function fees(student: CardStudent, answer: CardAnswer, reader: Reader): string {
  const { tuitionFees, tuitionFeeRequirement: requirement = null } = student;
  const sides = sidesOf(student, answer);
  const items = (tuitionFees?.items ?? []).map((register) => item(register, { requirement, sides }, reader));
  const denied = answer.denied.get('Student.tuitionFees') ?? answer.denied.get('TuitionFeesFact.items');
  const block = factBlock({ title: '', fact: tuitionFees, denied, content: items.join('\n') }, reader);
  return requirement === null || items.length === 0 ? block : block + restsOn(requirement, reader);
}

function sidesOf(student: CardStudent, { denied }: CardAnswer): Sides {
  return {
    places: standingOf(student.admissions, denied.get('Student.admissions')),
    virta: [
      standingOf(student.studyRights, denied.get('Student.studyRights')),
      standingOf(student.termFees, denied.get('Student.termFees')),
    ],
    finding: standingOfFinding(student.tuitionFeeRequirement, denied.get('Student.tuitionFeeRequirement')),
  };
}

interface Ruled {
  readonly requirement: Requirement | null;
  readonly sides: Sides;
}

function item(register: Register, { requirement, sides }: Ruled, reader: Reader): string {
  const { language } = reader;
  const finding = requirement?.places.find((one) => isSame(one, register));
  const title = element('h3', {}, escapeMarkup(inWords(register.institution.name, reader)));
  const conflict =
    register.conflict === true || finding?.conflict === true
      ? stateLine('CONFLICT', stateIn('CONFLICT', language), [cardTexts.conflict[language]])
      : '';
  const rows = factList([
    ...registered(register, sides, reader),
    ...sums(finding, virtaOf(register, { requirement, sides }), reader),
  ]);
  return element('div', { class: 'item' }, title + outcome(finding, sides, reader) + conflict + rows);
}

/** Whether both are of one place, or of one right where one of them knows no place. */
function isSame(one: Finding, other: Register): boolean {
  if (one.admissionId !== null && other.admissionId !== null) return one.admissionId === other.admissionId;
  return one.studyRightIds.some((id) => other.studyRightIds.includes(id));
}

function outcome(finding: Finding | undefined, { finding: standing }: Sides, reader: Reader): string {
  const value = finding?.valueLabel ?? null;
  if (value !== null) {
    const basis = finding?.basisLabel ?? null;
    return stateLine('KNOWN', inWords(value, reader), basis === null ? [] : [`(${inWords(basis, reader)})`]);
  }
  if (!standing.isWhole) return gapLine(standing, reader);
  return stateLine('UNDETERMINED', cardTexts.undetermined[reader.language]);
}

/** What the admission and the fee register say: nothing of a right that has no place, where the places are known. */
function registered(register: Register, { places }: Sides, reader: Reader) {
  const { language } = reader;
  const { feeObligationLabel: obligation, registerPaymentLabel: payment, registerState } = register;
  if (registerState === 'NOT_APPLICABLE' && places.isWhole) return [];
  const undecided = noneIn(negativeTexts.undecided, [places], reader);
  const without =
    registerState === 'NOT_APPLICABLE' ? standingIn(places, reader) : stateIn(registerState, language);
  return [
    [
      cardTexts.feeObligation[language],
      escapeMarkup(obligation === null ? undecided : inWords(obligation, reader)),
    ],
    [cardTexts.feeRegister[language], escapeMarkup(payment === null ? without : inWords(payment, reader))],
  ] as const;
}

/** What VIRTA's sums of a fee rest on: without a rule, or a join by institution, nobody knows which are its. */
function virtaOf({ studyRightIds }: Register, { requirement, sides }: Ruled): readonly Standing[] {
  const unmatched = requirement?.missing.some(({ reason }) => reason.code === 'INSTITUTION_NOT_MATCHED');
  const isJoined = unmatched === false || (requirement !== null && studyRightIds.length > 0);
  return isJoined ? sides.virta : [...sides.virta, sides.finding];
}

/** Sums by VIRTA: one that is not reported is not nought. */
function sums(finding: Finding | undefined, virta: readonly Standing[], reader: Reader) {
  const { language } = reader;
  const names = ['due', 'paid', 'scholarship', 'open'] as const;
  const unreported = escapeMarkup(noneIn(negativeTexts.notReported, virta, reader));
  if (names.every((name) => (finding?.[name] ?? null) === null)) return [['VIRTA', unreported] as const];
  return names.map((name) => {
    const sum = finding?.[name] ?? null;
    const label = `${cardTexts[name][language]} (VIRTA)`;
    return [label, sum === null ? unreported : escapeMarkup(moneyIn(sum, reader))] as const;
  });
}
