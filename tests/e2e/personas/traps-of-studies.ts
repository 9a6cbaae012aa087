import { expect } from 'vitest';
import type { Student } from './answers.ts';
import { objectsIn } from './consistency.ts';
import { onDay, type Trap, textOf } from './trap.ts';

/** Traps of places, rights, attendance and credits. */
export const trapsOfStudies: readonly Trap[] = [
  [
    'P05: accepted and bindingly taken is not binding while a condition is open',
    ({ studentOf }) => {
      const { admissions, bindingStudyPlace } = studentOf(9005);
      expect(admissions.items[0]).toMatchObject({ selection: 'ACCEPTED', acceptance: 'BINDING' });
      expect(bindingStudyPlace.value).toBe('CONDITIONAL_ADMISSION');
    },
  ],
  [
    'P07: the end of the old right is no lapse, there is no day without a right',
    async ({ desk, studentOf }) => {
      for (const day of ['2026-07-30', '2026-08-01', '2026-11-24']) {
        const { studyRightValidity } = await desk.at(9007, onDay(day));
        expect(studyRightValidity).toMatchObject({ determination: 'DETERMINED', value: true, validOn: day });
      }
      expect(studentOf(9007).institutionChange.changes).toMatchObject([{ gapDays: 0 }]);
    },
  ],
  [
    'P07: credits done at the old institution are not lost, recognised ones are not counted as done',
    ({ studentOf }) => {
      const years = studentOf(9007).studyProgress.academicYears;
      expect(years.map(({ done }: Student) => done)).toEqual([40, 40, 15]);
      expect(years.map(({ recognised }: Student) => recognised)).toEqual([0, 0, 10]);
    },
  ],
  [
    'P09: no application is not no place, and no fee either',
    ({ studentOf }) => {
      const { admissions, bindingStudyPlace, studyRightValidity, tuitionFeeRequirement } = studentOf(9009);
      expect(admissions.state).toBe('KNOWN_NONE');
      expect(bindingStudyPlace.value).toBe('NOT_IN_REGISTER');
      expect(studyRightValidity.value).toBe(true);
      expect(tuitionFeeRequirement).toMatchObject({ value: 'NOT_APPLICABLE', basis: 'DOCTORAL' });
    },
  ],
  [
    'P10: nothing in VIRTA is not no studies, and the minor is told',
    ({ studentOf }) => {
      const { identity, studyRights, studyRightValidity, studyLevel, bindingStudyPlace } = studentOf(9010);
      expect(identity.minor).toBe(true);
      expect(studyRights.state).toBe('KNOWN_NONE');
      expect([studyRightValidity.value, studyLevel.value, bindingStudyPlace.value]).toEqual([
        null,
        null,
        'BINDING',
      ]);
    },
  ],
  [
    'P12: absence is not lapse, and the present spring is told apart',
    async ({ desk, studentOf }) => {
      expect(studentOf(9012).studyRightValidity.value).toBe(true);
      expect(studentOf(9012).attendance.value).toBe('ABSENT');
      const spring = await desk.at(9012, { on: '2027-02-01', phase: 'EXTENSION' });
      expect(spring.attendance).toMatchObject({ value: 'PRESENT', termStartsOn: '2027-01-01' });
      expect(spring.tuitionFeeRequirement).toMatchObject({ value: 'SATISFIED', basis: 'PAID' });
    },
  ],
  [
    'P12b: statutory absence does not look like ordinary absence',
    ({ studentOf }) => {
      expect(studentOf(9212).attendance.value).toBe('ABSENT_STATUTORY');
      expect(textOf(studentOf(9212))).not.toContain('"ABSENT"');
    },
  ],
  [
    'P12: 28 credits are a number, no field judges them',
    ({ studentOf }) => {
      const { state, academicYears } = studentOf(9012).studyProgress;
      expect([state, academicYears.map(({ done }: Student) => done)]).toEqual(['KNOWN', [28]]);
      const keys = [...objectsIn(studentOf(9012).studyProgress)].flatMap((node) => Object.keys(node));
      expect(keys.join()).not.toMatch(/sufficient|enough|required|minimum|score/i);
    },
  ],
  [
    'P13: a true negative is possible, with its day and how it came',
    async ({ desk, studentOf }) => {
      expect(studentOf(9013).studyRightValidity).toMatchObject({
        determination: 'DETERMINED',
        value: false,
        endedOn: '2026-01-15',
        endState: 'DISCONTINUED',
      });
      expect((await desk.at(9013, onDay('2026-01-14'))).studyRightValidity.value).toBe(true);
      expect((await desk.at(9013, onDay('2026-01-15'))).studyRightValidity.value).toBe(false);
    },
  ],
];
