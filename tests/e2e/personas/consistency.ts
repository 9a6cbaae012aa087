import { expect } from 'vitest';
import type { Student } from './answers.ts';

const registryOf = {
  identity: 'ONR',
  homeMunicipality: 'ONR',
  admissions: 'OPINTOPOLKU',
  admissionConditions: 'OPINTOPOLKU',
  feePayments: 'TUITION_FEE_REGISTER',
  studyRights: 'VIRTA',
  termRegistrations: 'VIRTA',
  termFees: 'VIRTA',
  attainments: 'VIRTA',
  studyProgress: 'VIRTA',
  degrees: 'VIRTA',
  studyLocations: 'VIRTA',
  permitCases: 'MIGRI',
  permits: 'MIGRI',
  tuitionFees: 'GATEWAY',
} as const satisfies Record<string, string>;

/** The registered facts, each with the registry that must be named as its source. */
export const registeredFacts = Object.entries(registryOf);

/** What each derived fact rests on: all of it must be shown as input. */
export const inputsOf: Readonly<Record<string, readonly string[]>> = {
  freeMovement: ['identity'],
  bindingStudyPlace: ['admissions', 'admissionConditions'],
  tuitionFeeRequirement: ['admissions', 'feePayments', 'studyRights', 'termFees'],
  studyRightValidity: ['studyRights'],
  attendance: ['studyRights', 'termRegistrations'],
  studiesStarted: ['studyRights', 'termRegistrations', 'studyProgress'],
  studyLevel: ['studyRights', 'admissions'],
  institutionChange: ['studyRights'],
  sourcesAgree: ['admissions', 'feePayments', 'studyRights', 'termRegistrations', 'termFees'],
  nextSteps: [
    'identity',
    'admissions',
    'admissionConditions',
    'feePayments',
    'studyRights',
    'termRegistrations',
    'termFees',
  ],
};

/** Each fact names its registry, and says when it was read exactly when it was. */
export function expectSources(student: Student): void {
  for (const [name, registry] of registeredFacts) {
    const { state, source, reason } = student[name];
    expect([name, source.registry]).toEqual([name, registry]);
    const isRead = source.servedFrom !== 'NOTHING';
    expect([name, isRead]).toEqual([name, source.observedAt !== null || registry === 'GATEWAY']);
    // "None" is an answer: only a registry that was asked can give it.
    if (state === 'KNOWN' || state === 'KNOWN_NONE') expect([name, isRead]).toEqual([name, true]);
    if (source.observedAt !== null) expect(source.observedAt).toMatch(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/);
    if (state !== 'KNOWN') expect([name, reason?.code]).toEqual([name, expect.any(String)]);
  }
}

/** Each finding shows what it read as the facts say it, and has a value or says what is missing, never both. */
export function expectFindings(student: Student): void {
  for (const [name, facts] of Object.entries(inputsOf)) {
    const { determination, value, missing, inputs, validOn } = student[name];
    const shown = facts.map((fact) => {
      const { state, source } = student[fact];
      return { fact, state, registry: source.registry, observedAt: source.observedAt };
    });
    expect(inputs, name).toMatchObject(shown);
    expect(validOn).toBe('2026-11-24');
    expect([name, determination]).toEqual([name, missing.length > 0 ? 'UNDETERMINED' : 'DETERMINED']);
    if (value !== undefined) expect([name, value === null]).toEqual([name, missing.length > 0]);
    expect(facts, name).toEqual(expect.arrayContaining(missing.map(({ fact }: { fact: string }) => fact)));
  }
}

type Node = Readonly<Record<string, unknown>>;

/** Walks all objects of an answer. */
export function* objectsIn(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { ...value };
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

/** All texts and numbers of an answer, as texts. */
export function* leavesIn(value: unknown): Generator<string> {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* leavesIn(inner);
  } else if (value !== null && value !== undefined) yield String(value);
}

/** Labels whose coded value is there but whose words are not all there, and labels of nothing. */
export function wordlessLabels(answer: unknown): { readonly seen: number; readonly odd: readonly string[] } {
  const labels = [...objectsIn(answer)].flatMap((node) =>
    Object.entries(node)
      .filter(([key]) => key.endsWith('Label'))
      .map(([key, label]) => ({ key, label, coded: node[key.slice(0, -'Label'.length)] })),
  );
  const odd = labels.filter(({ label, coded }) =>
    coded === null || coded === undefined ? label !== null : !inThreeLanguages(label),
  );
  return {
    seen: labels.length,
    odd: odd.map(({ key, coded, label }) => `${key}: ${coded} ${JSON.stringify(label)}`),
  };
}

/** Reasons, rules and steps that lack words in a language. */
export function wordlessTexts(answer: unknown): readonly string[] {
  const texts = [...objectsIn(answer)].flatMap((node) =>
    Object.entries(node).filter(([key]) => /^(message|text|subject|heldBy)$/.test(key)),
  );
  const odd = texts.filter(([, text]) => typeof text !== 'string' && !inThreeLanguages(text));
  return odd.map(([key, text]) => `${key}: ${JSON.stringify(text)}`);
}

function inThreeLanguages(label: unknown): boolean {
  const words = new Map(Object.entries(label ?? {}));
  return ['fi', 'sv', 'en'].every((language) => /\S/.test(String(words.get(language) ?? '')));
}
