import { element, escapeMarkup } from '../markup.ts';
import type { Derived } from './answer.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { ageOf, framed, paragraph, reasonWords, stateLine } from './fact-parts.ts';
import { type FindingName, factNames, findingTitles } from './finding-texts.ts';
import { findingIn } from './finding-values.ts';
import { registryIn, stateIn } from './state-words.ts';
import type { CardStudent } from './student.ts';
import type { Reader } from './written.ts';

const names: readonly FindingName[] = [
  'freeMovement',
  'bindingStudyPlace',
  'tuitionFeeRequirement',
  'studyRightValidity',
  'attendance',
  'studiesStarted',
  'studyLevel',
  'institutionChange',
  'sourcesAgree',
];

/** The derived facts, each with its value in words, its rule, what the rule read, and what is missing. */
export function findings(student: CardStudent, { denied }: CardAnswer, reader: Reader): string {
  const blocks = names.flatMap((name) => {
    const reason = denied.get(`Student.${name}`);
    const finding = student[name];
    if (finding === undefined && reason === undefined) return [];
    return [
      finding === undefined || finding === null || reason !== undefined
        ? notGiven(name, reason, reader)
        : block(name, student, reader),
    ];
  });
  const lead = paragraph(cardTexts.findingsLead[reader.language], 'small');
  return lead + element('div', { class: 'findings' }, blocks.join('\n'));
}

interface ShownFinding {
  readonly name: FindingName;
  readonly state: string;
  readonly content: string;
}

function titled({ name, state, content }: ShownFinding, { language }: Reader): string {
  const heading = element('h3', {}, escapeMarkup(findingTitles[name][language]));
  return framed(state, heading + content, { 'data-finding': name });
}

function notGiven(name: FindingName, reason: string | undefined, reader: Reader): string {
  const state = reason ?? 'SOURCE_UNAVAILABLE';
  return titled({ name, state, content: stateLine(state, stateIn(state, reader.language)) }, reader);
}

function block(name: FindingName, student: CardStudent, reader: Reader): string {
  const { derived, value, remarks, isNo, conflict } = findingIn(name, student, reader);
  const undetermined = derived.determination === 'UNDETERMINED';
  const state = conflict ? 'CONFLICT' : undetermined ? 'UNDETERMINED' : isNo ? 'KNOWN_NONE' : 'KNOWN';
  const words = undetermined ? cardTexts.undetermined[reader.language] : value;
  const said = remarks.map((remark) => paragraph(remark, 'remark'));
  const content = [stateLine(state, words), ...said, missing(derived, reader), restsOn(derived, reader)];
  return titled({ name, state, content: content.join('\n') }, reader);
}

/** What kept a rule from a value, and who can supply it. */
export function missing({ missing: lacking }: Derived, reader: Reader): string {
  if (lacking.length === 0) return '';
  const { language } = reader;
  const entries = lacking.map(({ fact, state, reason }) => {
    const why = state === 'KNOWN' ? '' : ` (${stateIn(state, language)})`;
    const text = `${factNames[fact]?.[language] ?? fact}${why}: ${reasonWords(reason, reader).join(' ')}`;
    return element('li', {}, escapeMarkup(text));
  });
  const heading = element(
    'p',
    { class: 'small' },
    element('strong', {}, escapeMarkup(cardTexts.missing[language])),
  );
  return heading + element('ul', { class: 'missing' }, entries.join(''));
}

/** The rule, its version, and the facts that it read: those of one registry, state and age together. */
export function restsOn({ rule, inputs }: Derived, reader: Reader): string {
  const { language } = reader;
  const together = new Map<string, readonly string[]>();
  for (const { fact, registry, state, observedAt } of inputs) {
    const age = observedAt === null ? '' : `, ${ageOf(observedAt, reader)}`;
    const how = state === 'KNOWN' ? '' : `: ${stateIn(state, language)}`;
    const where = `${escapeMarkup(registryIn(registry, language) + how)}${age}`;
    together.set(where, [...(together.get(where) ?? []), factNames[fact]?.[language] ?? fact]);
  }
  const read = [...together].map(([where, facts]) => `${escapeMarkup(facts.join(', '))} – ${where}`);
  const named = `${cardTexts.rule[language]} ${rule.id}@${rule.version} ${cardTexts.restsOn[language]}: `;
  return element('p', { class: 'source' }, `${escapeMarkup(named)}${read.join(' · ')}`);
}
