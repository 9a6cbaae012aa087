import { expect } from 'vitest';
import type { Student } from './answers.ts';
import { inputsOf, registeredFacts } from './consistency.ts';

const ofVirta = registeredFacts.filter(([, registry]) => registry === 'VIRTA').map(([fact]) => fact);
// A study place needs VIRTA only once its first term is over.
const onVirta = Object.keys(inputsOf).filter(
  (name) => name !== 'bindingStudyPlace' && inputsOf[name]?.some((fact) => ofVirta.includes(fact)),
);
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
