import { element, escapeMarkup } from '../markup.ts';
import type { Derived } from './answer.ts';
import type { CardAnswer } from './ask-card.ts';
import { cardTexts } from './card-texts.ts';
import { ageOf, framed, gapLine, paragraph, reasonWords, stateLine } from './fact-parts.ts';
import { type FindingName, factNames, findingTitles } from './finding-texts.ts';
import { type FindingWords, findingIn } from './finding-values.ts';
import { type Standing, standingOfFinding } from './standing.ts';
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
    const denial = denied.get(`Student.${name}`);
    if (student[name] === undefined && denial === undefined) return [];
    const standing = standingOfFinding(student[name], denial);
    const found = findingIn(name, student, reader);
    if (found === null || denial !== undefined)
      return [titled({ name, state: standing.state, content: gapLine(standing, reader) }, reader)];
    return [block({ name, found, standing }, reader)];
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

interface GivenFinding {
  readonly name: FindingName;
  readonly found: FindingWords;
  readonly standing: Standing;
}

function block({ name, found, standing }: GivenFinding, reader: Reader): string {
  const { derived, value, remarks, isNo, conflict } = found;
  const words = standing.isWhole ? value : null;
  const settled = words === null ? 'UNDETERMINED' : isNo ? 'KNOWN_NONE' : 'KNOWN';
  const state = conflict ? 'CONFLICT' : settled;
  const said = remarks.map((remark) => paragraph(remark, 'remark'));
  const line = stateLine(state, words ?? cardTexts.undetermined[reader.language]);
  const content = [line, ...said, missing(derived, reader), restsOn(derived, reader)];
  return titled({ name, state, content: content.join('\n') }, reader);
}

/** What kept a rule from a value, and who can supply it. */
export function missing({ missing: lacking }: Derived, reader: Reader): string {
  if (lacking.length === 0) return '';
  const { language } = reader;
  const entries = lacking.map(({ fact, state, reason }) => {
    const why = state === 'KNOWN' ? '' : ` (${stateIn(state, language)})`;
    const text = `${factIn(fact, reader)}${why}: ${reasonWords(reason, reader).join(' ')}`;
    return element('li', {}, escapeMarkup(text));
  });
  const heading = element(
    'p',
    { class: 'small' },
    element('strong', {}, escapeMarkup(cardTexts.missing[language])),
  );
  return heading + element('ul', { class: 'missing' }, entries.join(''));
}

/** The rule, its version, the facts that it read, those of one registry, state and age together, and what it left out. */
export function restsOn({ rule, inputs, outOfScope }: Derived, reader: Reader): string {
  const { language } = reader;
  const together = new Map<string, readonly string[]>();
  for (const { fact, registry, state, observedAt } of inputs) {
    const age = observedAt === null ? '' : `, ${ageOf(observedAt, reader)}`;
    const how = state === 'KNOWN' ? '' : `: ${stateIn(state, language)}`;
    const where = `${escapeMarkup(registryIn(registry, language) + how)}${age}`;
    together.set(where, [...(together.get(where) ?? []), factIn(fact, reader)]);
  }
  const read = [...together].map(([where, facts]) => `${escapeMarkup(facts.join(', '))} – ${where}`);
  const named = `${cardTexts.rule[language]} ${rule.id}@${rule.version} ${cardTexts.restsOn[language]}: `;
  const left = outOfScope.map(({ fact }) => factIn(fact, reader)).join(', ');
  const out = left === '' ? [] : [escapeMarkup(`${cardTexts.outOfScope[language]}: ${left}`)];
  return element('p', { class: 'source' }, `${escapeMarkup(named)}${[...read, ...out].join(' · ')}`);
}

function factIn(fact: string, { language }: Reader): string {
  return factNames[fact]?.[language] ?? fact;
}
