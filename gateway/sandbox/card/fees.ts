import { element, escapeMarkup } from '../markup.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { factBlock, factList, stateLine } from './fact-parts.ts';
import { restsOn } from './findings.ts';
import { stateIn } from './state-words.ts';
import type { CardStudent } from './student.ts';
import { inWords, moneyIn, type Reader } from './written.ts';

type Requirement = NonNullable<CardStudent['tuitionFeeRequirement']>;
type Finding = Requirement['places'][number];
type Register = NonNullable<NonNullable<CardStudent['tuitionFees']>['items']>[number];

/** What both fee registers say of each place and right, side by side, and what the rule makes of it. */
export function fees(student: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const requirement = student.tuitionFeeRequirement ?? null;
  const registers = student.tuitionFees?.items ?? [];
  const found = requirement?.places ?? [];
  const items = registers.map((register, index) => {
    const finding = found.find((one) => matches(one, register)) ?? found[index];
    return item(register, finding, reader);
  });
  const why = denied.get('Student.tuitionFees');
  const block = factBlock(
    { title: '', fact: student.tuitionFees, denied: why, content: items.join('\n') },
    reader,
  );
  return requirement === null || items.length === 0 ? block : block + restsOn(requirement, reader);
}

function matches(finding: Finding, { admissionId, institution }: Register): boolean {
  return finding.admissionId === admissionId && finding.institution.name.en === institution.name.en;
}

function item(register: Register, finding: Finding | undefined, reader: Reader): string {
  const { language } = reader;
  const title = element('h3', {}, escapeMarkup(inWords(register.institution.name, reader)));
  const outcome =
    finding?.valueLabel === null || finding === undefined
      ? stateLine('UNDETERMINED', cardTexts.undetermined[language])
      : stateLine('KNOWN', inWords(finding.valueLabel, reader), [`(${inWords(finding.basisLabel, reader)})`]);
  const conflict =
    register.conflict === true || finding?.conflict === true
      ? stateLine('CONFLICT', stateIn('CONFLICT', language), [cardTexts.conflict[language]])
      : '';
  const rows = factList([
    register.registerState === 'NOT_APPLICABLE'
      ? null
      : [cardTexts.feeObligation[language], escapeMarkup(obligation(register, reader))],
    register.registerState === 'NOT_APPLICABLE'
      ? null
      : [cardTexts.feeRegister[language], escapeMarkup(payment(register, reader))],
    ...sums(finding, reader),
  ]);
  return element('div', { class: 'item' }, title + outcome + conflict + rows);
}

function obligation({ feeObligationLabel }: Register, reader: Reader): string {
  return feeObligationLabel === null
    ? cardTexts.undecided[reader.language]
    : inWords(feeObligationLabel, reader);
}

function payment({ registerPaymentLabel, registerState }: Register, reader: Reader): string {
  return registerPaymentLabel === null
    ? stateIn(registerState, reader.language)
    : inWords(registerPaymentLabel, reader);
}

/** Sums by VIRTA: one that is not reported is not nought. */
function sums(finding: Finding | undefined, reader: Reader) {
  const { language } = reader;
  const names = ['due', 'paid', 'scholarship', 'open'] as const;
  const unreported = escapeMarkup(cardTexts.notReported[language]);
  if (names.every((name) => (finding?.[name] ?? null) === null)) return [['VIRTA', unreported] as const];
  return names.map((name) => {
    const sum = finding?.[name] ?? null;
    const label = `${cardTexts[name][language]} (VIRTA)`;
    return [label, sum === null ? unreported : escapeMarkup(moneyIn(sum, reader))] as const;
  });
}
