import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StudyRight } from '../../subgraphs/findings/required-facts.ts';
import { bindingStudyPlace } from '../../subgraphs/findings/rules/binding-study-place.ts';
import { admissions, condition, conditions, heiA, heiB, place, right, rights, states } from './facts.ts';

type Order = <T>(items: readonly T[]) => readonly T[];

const asGiven: Order = (items) => items;

const lists = {
  places: fc.array(
    fc.record({
      startYear: fc.constantFrom(2018, 2025, 2026, null),
      startSeason: fc.constantFrom('SPRING', 'AUTUMN', null),
      acceptance: fc.constantFrom('BINDING', 'PENDING', 'DECLINED', 'WAITING_FOR_HIGHER_PREFERENCE'),
      institution: fc.constantFrom(heiA, heiB),
    }),
    { maxLength: 4 },
  ),
  entries: fc.array(
    fc.record({
      conditional: fc.constantFrom(true, false, null),
      acceptanceDeadlineAt: fc.constantFrom('2026-07-10T21:30:00.000Z', '2020-07-10T12:00:00.000Z', null),
    }),
    { maxLength: 4 },
  ),
  held: fc.array(
    fc
      .record({
        institution: fc.constantFrom(heiA, heiB),
        states: fc.constantFrom(
          states(['ACTIVE', '2025-08-01'], ['ENDED', '2026-03-01']),
          [...states(['ACTIVE', '2026-01-01'], ['OPTION', '2027-01-01'])].toReversed(),
          states(['ACTIVE', '2025-08-01'], ['UNKNOWN', '2026-10-25']),
        ),
      })
      .map((drawn) => right({ startsOn: null, endsOn: null, ...drawn })),
    { maxLength: 3 },
  ),
  day: fc.constantFrom('2026-03-29', '2026-07-31', '2026-08-01', '2026-10-25', '2027-02-01'),
};

it('finds the same in every order of every list, and by every name of the places', () => {
  fc.assert(
    fc.property(fc.record(lists), fc.infiniteStream(fc.nat()), (drawn, seeds) => {
      const shuffled: Order = (items) =>
        items
          .map((item) => [seeds.next().value, item] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, item]) => item);
      const found = (name: (n: number) => string, order: Order) => {
        const { value, missing, places } = bindingStudyPlace(factsOf(drawn, name, order), drawn.day);
        const byPlace = drawn.places.map((_, n) => {
          const entry = places.find(({ admissionId }) => admissionId === name(n));
          return [entry?.value, entry?.old, entry?.reason?.code];
        });
        return { value, missing: new Set(missing.map(({ reason }) => reason.code)), byPlace };
      };
      expect(found((n) => `z${9 - n}`, shuffled)).toEqual(found((n) => `a${n}`, asGiven));
    }),
    { numRuns: 500 },
  );
});

type Drawn = {
  readonly [K in keyof typeof lists]: (typeof lists)[K] extends fc.Arbitrary<infer T> ? T : never;
};

function factsOf({ places, entries, held }: Drawn, name: (n: number) => string, order: Order) {
  const mixed = (one: StudyRight): StudyRight => ({ ...one, states: order(one.states) });
  return {
    admissions: admissions(...order(places.map((one, n) => place({ ...one, id: name(n) })))),
    admissionConditions: conditions(
      ...order(entries.map((one, n) => condition({ ...one, admissionId: name(n) }))),
    ),
    studyRights: rights(...order(held.map(mixed))),
  };
}
