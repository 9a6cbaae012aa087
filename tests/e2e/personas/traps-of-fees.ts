import { expect } from 'vitest';
import type { Student } from './answers.ts';
import { type Trap, textOf } from './trap.ts';

const extension = { on: '2026-11-24', phase: 'EXTENSION' } as const;

/** Traps of fees and citizenships. */
export const trapsOfFees: readonly Trap[] = [
  [
    'P01: the first citizenship alone does not decide, and the other one does not undo it',
    ({ studentOf }) => {
      // One has the deciding citizenship last, the other first.
      for (const [number, deciding] of [
        [9001, '100'],
        [9201, '246'],
      ] as const) {
        const { identity, freeMovement } = studentOf(number);
        expect(identity.citizenships).toHaveLength(2);
        expect(freeMovement).toMatchObject({ value: true, citizenshipCodes: [deciding] });
      }
    },
  ],
  [
    'P01b: a Finnish citizen whom the admission register leaves out is not shown as not accepted',
    ({ studentOf }) => {
      const { admissions, bindingStudyPlace, nextSteps } = studentOf(9201);
      expect(admissions.state).toBe('NOT_COVERED');
      expect(bindingStudyPlace).toMatchObject({ determination: 'UNDETERMINED', value: null });
      expect(nextSteps.items).toMatchObject([{ kind: 'CHECK_BY_HAND', actor: 'MIGRI' }]);
    },
  ],
  [
    'P02: the permit held now does not settle the fee, the first permit’s ground is told apart',
    ({ studentOf }) => {
      const [exempt, liable] = [studentOf(9002), studentOf(9202)];
      expect(exempt.permits.items[0].ground).toBe(liable.permits.items[0].ground);
      expect([exempt, liable].map(({ permits }) => permits.firstPermitGround)).toEqual([
        'EMPLOYMENT',
        'STUDY',
      ]);
      expect([exempt, liable].map((one) => one.tuitionFeeRequirement.value)).toEqual([
        'NOT_APPLICABLE',
        'OPEN',
      ]);
    },
  ],
  [
    'P03: a paid sum of 0 is not unpaid',
    ({ studentOf }) => {
      const { termFees, tuitionFeeRequirement } = studentOf(9003);
      expect(termFees.paid).toMatchObject([{ paid: { cents: 0 }, fullyPaid: true }, { paid: { cents: 0 } }]);
      expect(tuitionFeeRequirement).toMatchObject({ value: 'SATISFIED', places: [{ open: { cents: 0 } }] });
    },
  ],
  [
    'P03: an exempted row does not mean that there is no fee',
    async ({ studentOf, desk }) => {
      const { feePayments, tuitionFeeRequirement } = studentOf(9003);
      expect(feePayments.items[0].payment).toBe('EXEMPTED');
      expect(tuitionFeeRequirement.basis).toBe('SCHOLARSHIP');
      expect((await desk.at(9003, extension)).tuitionFeeRequirement).toMatchObject({
        value: 'SATISFIED',
        basis: 'SCHOLARSHIP',
        places: [{ due: { cents: 400_000 }, open: { cents: 0 } }],
      });
    },
  ],
  [
    'P03b: half a scholarship leaves the other half open',
    async ({ studentOf, desk }) => {
      const { places } = studentOf(9203).tuitionFeeRequirement;
      expect(places).toMatchObject([{ value: 'OPEN', open: { cents: 400_000 } }]);
      expect((await desk.at(9203, extension)).tuitionFeeRequirement).toMatchObject({
        value: 'OPEN',
        places: [{ due: { cents: 400_000 }, open: { cents: 200_000 } }],
      });
    },
  ],
  [
    'P04: no row is never shown as unpaid',
    ({ studentOf }) => {
      expect(studentOf(9004).feePayments.items[0]).toMatchObject({ state: 'KNOWN_NONE', payment: null });
      expect(textOf(studentOf(9004))).not.toMatch(/"(UNPAID|RECORDED_UNPAID)"/);
    },
  ],
  [
    'P04: no study right before enrolment is no negative',
    ({ studentOf }) => {
      const { studyRightValidity, studiesStarted, attendance } = studentOf(9004);
      for (const finding of [studyRightValidity, studiesStarted, attendance]) {
        expect(finding).toMatchObject({ determination: 'UNDETERMINED', value: null });
      }
    },
  ],
  [
    'P06: the fee of one institution is never settled with the record of another, and both are listed',
    async ({ studentOf, desk }) => {
      const { places } = studentOf(9006).tuitionFeeRequirement;
      const verdicts = places.map(({ institution, value }: Student) => [institution.code, value]);
      expect(verdicts).toEqual([
        ['09901', 'SATISFIED'],
        ['09903', null],
        ['09902', 'OPEN'],
      ]);
      expect(studentOf(9006).studyRightValidity.validStudyRightIds).toHaveLength(2);
      const later = (await desk.at(9006, extension)).tuitionFeeRequirement;
      expect(later).toMatchObject({ value: null, missing: [{ reason: { code: 'PLACES_DIFFER' } }] });
    },
  ],
  [
    'P06: the step names the institution whose fee is open',
    ({ studentOf }) => {
      const [step] = studentOf(9006).nextSteps.items;
      expect(step.text.en).toContain('Model University B');
    },
  ],
];
