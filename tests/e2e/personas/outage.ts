import { expect } from 'vitest';
import type { Student } from './answers.ts';
import { inputsOf, registeredFacts } from './consistency.ts';

const ofVirta = registeredFacts.filter(([, registry]) => registry === 'VIRTA').map(([fact]) => fact);
// A study place needs VIRTA only once its first term is over.
const onVirta = Object.keys(inputsOf).filter(
  (name) => name !== 'bindingStudyPlace' && inputsOf[name]?.some((fact) => ofVirta.includes(fact)),
);
const paid = ['SATISFIED', 'PAID'];
const decidedFree = ['NOT_APPLICABLE', 'HEI_DECISION'];

/** Places whose fee the fee register's "paid", or the institution's "no fee", settles without VIRTA. */
const decided: Readonly<Record<string, readonly string[]>> = {
  P00: paid,
  P01: decidedFree,
  P02: decidedFree,
  P05: paid,
  P06: paid,
  P07: decidedFree,
  P11: paid,
  'P11 by its merged number': paid,
  P12: paid,
  P12b: paid,
  P13: paid,
  P14: paid,
};

/** What is known of a persona's fees while VIRTA is silent. */
export function placesDecidedWithoutVirta(id: string): readonly (readonly string[])[] {
  const verdict = decided[id];
  return verdict === undefined ? [] : [verdict];
}

/** Facts of VIRTA say that it did not answer, and no finding on them has a value. */
export function expectNothingFromVirta(student: Student, isLinked: boolean): void {
  const state = isLinked ? 'SOURCE_UNAVAILABLE' : 'NOT_LINKED';
  for (const fact of ofVirta) {
    const isWithheld = fact === 'studyLocations' && student.identity.nonDisclosure && isLinked;
    expect([fact, student[fact].state]).toEqual([fact, isWithheld ? 'WITHHELD' : state]);
    for (const list of ['items', 'due', 'paid', 'academicYears', 'byStudyRight']) {
      expect([fact, student[fact][list] ?? null]).toEqual([fact, null]);
    }
  }
  expect(onVirta).toHaveLength(8);
  for (const name of onVirta) {
    const { determination, value = null, missing } = student[name];
    expect([name, determination, value]).toEqual([name, 'UNDETERMINED', null]);
    expect(missing.map((gap: Student) => gap.state)).toContain(state);
  }
  const steps = student.nextSteps.items.map(({ kind }: Student) => kind);
  expect(steps).toContain(isLinked ? 'ASK_AGAIN' : 'IDENTIFY_PERSON');
}
