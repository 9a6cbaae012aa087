import { expect } from 'vitest';
import { type Student, withoutTimes } from './answers.ts';
import { leavesIn, objectsIn } from './consistency.ts';
import { type Trap, textOf } from './trap.ts';

const municipality = /(?<![\d.:])(091|837)(?![\d.:])/;
const locationWords = /municip|location|address|city|town|campus|site$/i;
const locationFields = ['homeMunicipality', 'studyLocations'];

/** Traps of who the person is, and of what must not be told. */
export const trapsOfPersons: readonly Trap[] = [
  [
    'P08: nobody found is not nothing found',
    ({ studentOf }) => {
      const states = Object.values(studentOf(9008)).flatMap((fact: Student) => fact?.state ?? []);
      expect(states.length).toBeGreaterThan(10);
      expect(new Set(states)).toEqual(new Set(['NOT_LINKED']));
      expect(textOf(studentOf(9008))).not.toMatch(/"KNOWN_NONE"|C-EXCH/);
    },
  ],
  [
    'P08b: once linked, the same exchange is known, and free of the fee',
    ({ studentOf }) => {
      expect(studentOf(9208)).toMatchObject({
        studyLevel: { value: 'EXCHANGE' },
        tuitionFeeRequirement: { value: 'NOT_APPLICABLE', basis: 'EXCHANGE' },
      });
    },
  ],
  [
    'P11: the master, not the echoed number, is the person',
    ({ studentOf }) => {
      expect(studentOf(9111).oppijanumero).toBe('1.2.246.562.24.00000009011');
      expect(withoutTimes(studentOf(9111))).toEqual(withoutTimes(studentOf(9011)));
      expect(studentOf(9111).studyRightValidity.value).toBe(true);
      expect(studentOf(9011).feePayments.items).toMatchObject([{ state: 'KNOWN', payment: 'PAID' }]);
    },
  ],
  [
    'P11: credits under both numbers are added, none is lost',
    ({ studentOf }) => {
      const years = studentOf(9011).studyProgress.academicYears;
      expect(years.reduce((sum: number, { done }: Student) => sum + done, 0)).toBe(155);
    },
  ],
  ...[9012, 9212, 9014].map(
    (number): Trap => [
      `${number === 9014 ? 'P14' : 'P12'}: the municipality does not leak through any field (${number})`,
      ({ studentOf }) => {
        const student = studentOf(number);
        const keys = [...objectsIn(student)].flatMap((node) => Object.keys(node));
        expect(keys.filter((key) => locationWords.test(key)).toSorted()).toEqual(locationFields);
        expect(student).toMatchObject({ homeMunicipality: { code: null }, studyLocations: { items: null } });
        expect([...leavesIn(student)].filter((leaf) => municipality.test(leaf))).toEqual([]);
        expect(textOf(student)).not.toMatch(/Helsin[kg]|Tam(pere|merfors)/i);
        // The scan finds the same codes where nobody is protected.
        const open = [...leavesIn(studentOf(9007))].filter((leaf) => municipality.test(leaf));
        expect(new Set(open)).toEqual(new Set(['091', '837']));
      },
    ],
  ),
  [
    'P14: under a non-disclosure order everything but places is told as of anybody',
    ({ studentOf }) => {
      const { identity: a, homeMunicipality: b, studyLocations: c, ...baseline } = studentOf(9000);
      const { identity, homeMunicipality, studyLocations, ...same } = studentOf(9014);
      expect([identity.state, identity.nonDisclosure, a.nonDisclosure]).toEqual(['KNOWN', true, false]);
      expect([homeMunicipality, studyLocations].map(({ state }) => state)).toEqual(['WITHHELD', 'WITHHELD']);
      expect([b.state, c.state]).toEqual(['KNOWN_NONE', 'KNOWN']);
      expect(JSON.parse(textOf(withoutTimes(same)).replaceAll('9014', '9000'))).toEqual(
        withoutTimes(baseline),
      );
    },
  ],
  [
    'P15: name and birth date join nobody, and no other registry is asked',
    async ({ desk, studentOf, system }) => {
      const [one, two, other] = [9015, 9115, 9215].map(studentOf);
      const names = [one, two, other].map(({ identity }) => [identity.familyName, identity.birthDate]);
      expect(new Set(names.map(String)).size).toBe(1);
      expect(textOf([one, two])).not.toMatch(/A-9215|B-LOCAL|"FOUND"/);
      expect(textOf(other)).not.toContain('B-LOCAL');
      system.clearCalls();
      await desk.one(9015);
      expect(system.dataCalls()).toMatchObject({ opintopolku: 0, virta: 0, fees: 0, migri: 0 });
    },
  ],
];
