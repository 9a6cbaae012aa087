import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer } from '../../gateway/sandbox/card/ask-card.ts';
import { cardViews } from '../../gateway/sandbox/card/card-request.ts';
import { cardTexts } from '../../gateway/sandbox/card/card-texts.ts';
import { type NegativeText, negativeTexts } from '../../gateway/sandbox/card/negative-texts.ts';
import { cardPage } from '../../gateway/sandbox/card/page.ts';
import { stateIn } from '../../gateway/sandbox/card/state-words.ts';
import { type Language, languages } from '../../gateway/sandbox/language.ts';
import { consentRegistries } from '../../subgraphs/registry/disclosed-as.ts';
import { type System, startSystem } from '../system.ts';
import { partOf } from './card.ts';
import { type Asking, askAt, type Told } from './card-answers.ts';
import { gapStates, inState, registeredFacts, silent } from './card-in-states.ts';

const today = '2026-11-24';
/** Fees open, paid and unrecorded; two places; a move; no place; a right that ended; nobody identified. */
const keys = ['P00', 'P03', 'P04', 'P06', 'P07', 'P09', 'P13', 'P15'];
const negatives: readonly NegativeText[] = Object.values(negativeTexts);
const patience = 120_000;

const everyCard = keys.flatMap((key) => cardViews.map((view) => ({ key, view })));
const ownCards = keys.map((key) => ({ key, view: 'student' }) as const);

let system: System;
/** Cards while every registry is up. */
let plain: readonly Told[];
beforeAll(async () => {
  system = await startSystem({ today, environment: { TRUSTED_DOCUMENTS: 'off' } });
  plain = await cardsOf(everyCard);
}, patience);
afterAll(() => system.close());

/** The texts of a card's parts that tell of a person. */
function partsOf({ person, view, ...answer }: Told, language: Language): Readonly<Record<string, string>> {
  const choice = { person, view, consents: consentRegistries };
  const reader = { language, now: new Date(`${today}T10:00:00Z`) };
  const html = cardPage({ choice, asked: { ok: true, answer }, reader, today });
  const names = ['identity', 'places', 'fees', 'steps', 'rights', 'credits', 'permits', 'findings'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (html.includes(`<section id="${name}"`) ? [[name, partOf(html, name)]] : [])),
  );
}

/** Whether a fact was answered, or a rule decided, so that it can carry a "no": read off the answer alone. */
function isWhole({ student, denied }: CardAnswer & Pick<Told, 'student'>, name: string): boolean {
  const fact: unknown = Reflect.get(student, name) ?? null;
  if (fact === null || denied.has(`Student.${name}`)) return false;
  const { determination, state, complete, reason } = { ...Object(fact) };
  if (determination !== undefined) return determination === 'DETERMINED';
  const isRead = complete !== false && reason?.code !== 'RECORD_UNREADABLE';
  return isRead && (state === 'KNOWN' || state === 'KNOWN_NONE');
}

/** Parts of the card that tell of one fact alone: whether there is no record is for it to say. */
const factOfPart: Readonly<Record<string, string>> = { credits: 'studyProgress' };

/** Each "no" on a card whose ground is not an answer, with where it stands. */
function ungrounded(told: Told): readonly string[] {
  return languages.flatMap((language) => {
    const parts = Object.entries(partsOf(told, language));
    const baseless = negatives.filter(({ of }) => !of.every((name) => isWhole(told, name)));
    const denials = [...baseless.map(({ denies }) => denies[language]), ...feeRowsOf(told, language)];
    const said = parts.flatMap(([part, text]) =>
      denials.filter((words) => text.includes(words)).map((words) => `${part}: ${words}`),
    );
    const noRecord = stateIn('KNOWN_NONE', language);
    const none = parts.filter(([part, text]) => {
      const name = factOfPart[part];
      return name !== undefined && !isWhole(told, name) && text.includes(noRecord);
    });
    return [...said, ...none.map(([part]) => `${part}: ${noRecord}`)];
  });
}

/** How the card says that the fee register has no row, unless its answer says so of some place. */
function feeRowsOf({ student }: Told, language: Language): readonly string[] {
  const hasNone = student.tuitionFees?.items?.some(({ registerState }) => registerState === 'KNOWN_NONE');
  return hasNone === true ? [] : [`${cardTexts.feeRegister[language]} ${stateIn('KNOWN_NONE', language)}`];
}

/** What stands on cards without a ground. */
function faultsOf(all: readonly Told[]): readonly string[] {
  const found = all.flatMap((told) =>
    ungrounded(told).map((one) => `${told.person.key} ${told.view} ${one}`),
  );
  return [...new Set(found)];
}

async function cardsOf(asked: readonly Asking[]): Promise<readonly Told[]> {
  const all: Told[] = [];
  for (const asking of asked) {
    const told = await askAt(system.url, asking);
    if (told !== null) all.push(told);
  }
  return all;
}

describe('a card says "no" only of what was answered', { timeout: patience }, () => {
  it('with every registry up', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it('and of that it does say it, in every text that there is for it', () => {
    const all = plain.filter(({ person }) => person.key === 'P07').map(silent);
    expect(faultsOf(all)).toEqual([]);
    for (const language of languages) {
      const said = all.flatMap((told) => Object.values(partsOf(told, language))).join(' ');
      const unsaid = negatives.filter(({ denies }) => !said.includes(denies[language]));
      expect([language, unsaid]).toEqual([language, []]);
    }
  });

  it.each(['oppijanumero', 'opintopolku', 'virta', 'fees', 'migri'])('with %s down', async (name) => {
    await system.mock(name).setFault({ fault: 'reset' });
    const all = await cardsOf(everyCard);
    await system.mock(name).setFault(null);
    expect(all.length).toBeGreaterThan(20);
    expect(faultsOf(all)).toEqual([]);
  });

  it.each([...consentRegistries, null])('without a consent for %s', async (without) => {
    const consents = consentRegistries.filter((one) => without !== null && one !== without);
    const all = await cardsOf(ownCards.map((card) => ({ ...card, consents })));
    expect(all.length).toBeGreaterThan(6);
    expect(faultsOf(all)).toEqual([]);
  });

  it.each(['post-check', 'fee-obligation'] as const)('for a purpose that gives less: %s', async (caller) => {
    const all = await cardsOf(keys.map((key) => ({ key, view: 'extension', caller })));
    expect(all).toHaveLength(keys.length);
    expect(faultsOf(all)).toEqual([]);
  });

  it.each(registeredFacts)('with %s in any state but an answer', (name) => {
    const all = plain.filter(({ person }) => ['P04', 'P07'].includes(person.key));
    expect(all).toHaveLength(2 * cardViews.length);
    for (const state of gapStates) {
      expect([state, faultsOf(all.map((told) => inState(told, name, state)))]).toEqual([state, []]);
    }
  });
});

it('no presenter but one writes a text that denies, and that one reads where it stands', () => {
  const folder = new URL('../../gateway/sandbox/card/', import.meta.url);
  const writing = readdirSync(folder).filter((name) => {
    const isTexts = name === 'negative-texts.ts' || !name.endsWith('.ts');
    return !isTexts && /\bdenies\b/.test(readFileSync(new URL(name, folder), 'utf8'));
  });
  expect(writing).toEqual(['standing.ts']);
});

it('a fact of which the policy took out the list is not known, and says for what reason', () => {
  const [told] = plain.filter(({ person, view }) => person.key === 'P07' && view === 'officer');
  if (told === undefined) throw new Error('P07 has a card');
  const { studyRights, ...rest } = told.student;
  const student = { ...rest, studyRights: studyRights && { ...studyRights, items: null } };
  const denied = new Map([['StudyRightsFact.items', 'NOT_PERMITTED' as const]]);
  expect(partsOf({ ...told, student, denied }, 'en').rights).toContain(stateIn('NOT_PERMITTED', 'en'));
});
