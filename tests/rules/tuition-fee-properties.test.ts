import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequiredFacts } from '../../subgraphs/findings/required-facts.ts';
import { sourcesAgree } from '../../subgraphs/findings/rules/sources-agree.ts';
import { tuitionFeeRequirement } from '../../subgraphs/findings/rules/tuition-fee-requirement.ts';
import { tuitionFees } from '../../subgraphs/findings/rules/tuition-fees.ts';
import {
  admissions,
  due,
  fees,
  heiA,
  heiB,
  institution,
  noRow,
  payment,
  place,
  right,
  rights,
  row,
  rows,
  states,
} from './facts.ts';
import { feePeople } from './fee-people.ts';

const days = ['2026-07-01', '2026-10-15', '2027-04-01'] as const;
const day = fc.constantFrom(...days);
const phases = ['FIRST_PERMIT', 'EXTENSION'] as const;

function findings(facts: RequiredFacts, today: string) {
  return phases.map((phase) => tuitionFeeRequirement(facts, { phase, today }));
}

/** What the rules say, whatever the order in which they list it. */
function said(facts: RequiredFacts, today: string): unknown {
  const fee = tuitionFees(facts, today);
  const agree = sourcesAgree(facts, today);
  return sorted([
    ...findings(facts, today),
    { state: fee.state, complete: fee.complete, items: fee.items },
    { value: agree.value, comparisons: agree.comparisons },
  ]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

/** Every list of the facts in another order. */
function turned(value: unknown, by: number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => turned(item, by));
    const cut = items.length === 0 ? 0 : by % items.length;
    const moved = [...items.slice(cut), ...items.slice(0, cut)];
    return by % 2 === 0 ? moved.toReversed() : moved;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner, by)]));
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of the facts given.
function copied(facts: RequiredFacts, change: (text: string) => string): any {
  return JSON.parse(change(JSON.stringify(facts)));
}

describe('the findings on fees', () => {
  it('are the same in whatever order the registries list their records', () => {
    fc.assert(
      fc.property(feePeople, day, fc.nat(5), (facts, today, by) => {
        const other = turned(facts, by);
        expect(
          said(
            copied(facts, () => JSON.stringify(other)),
            today,
          ),
        ).toEqual(said(facts, today));
      }),
      { numRuns: 600 },
    );
  });

  it('are the same whatever the keys of places and rights are', () => {
    const renamed = (text: string) =>
      text
        .replaceAll(/09901\/r1|09901\/r2|09902\/r1/g, (id) => `zz${[...id].toReversed().join('')}`)
        .replaceAll('place-', 'paikka-');
    fc.assert(
      fc.property(feePeople, day, (facts, today) => {
        const other: unknown = copied(facts, renamed);
        const expected: unknown = JSON.parse(renamed(JSON.stringify(said(facts, today))));
        expect(
          sorted(
            said(
              copied(facts, () => JSON.stringify(other)),
              today,
            ),
          ),
        ).toEqual(sorted(expected));
      }),
    );
  });

  it('never say that a fee is recorded as unpaid when no record says so', () => {
    fc.assert(
      fc.property(feePeople, day, (facts, today) => {
        const silent = copied(facts, (text) =>
          text.replaceAll('"fullyPaid":false', '"fullyPaid":true').replaceAll('"UNPAID"', '"PAID"'),
        );
        expect(JSON.stringify(findings(silent, today))).not.toContain('RECORDED_UNPAID');
      }),
      { numRuns: 300 },
    );
  });

  it('make no amount where a sum could not be read', () => {
    fc.assert(
      fc.property(feePeople, day, (facts, today) => {
        if (facts.termFees?.state !== 'KNOWN') return;
        const unreadable = { ...facts, termFees: { ...facts.termFees, complete: false } };
        const places = findings(unreadable, today).flatMap((finding) => finding.places);
        for (const { due, paid, scholarship, open } of places)
          expect([due, paid, scholarship, open]).toEqual([null, null, null, null]);
        expect(JSON.stringify(tuitionFees(unreadable, today))).not.toContain('cents');
      }),
    );
  });

  it('are not changed by an old place or an old right', () => {
    const history = [heiA, heiB, institution('09903')].map((where, index) => ({
      place: place({ id: `old-${index}`, startYear: 2019, institution: where, applicationOption: option }),
      right: right({
        id: `${where.code}/old`,
        institution: where,
        startsOn: '2019-08-01',
        endsOn: '2022-07-31',
        states: states(['ACTIVE', '2019-08-01'], ['CONCLUDED', '2022-06-01']),
      }),
    }));
    fc.assert(
      fc.property(
        feePeople,
        day,
        fc.tuple(fc.constantFrom(...history), fc.boolean()),
        (facts, today, past) => {
          const [old, unpaid] = past;
          const before = findings(facts, today);
          const after = findings(withHistory(facts, old, unpaid), today);
          before.forEach(({ determination, value, basis, conflict }, index) => {
            if (determination === 'DETERMINED')
              expect(after[index]).toMatchObject({ value, basis, conflict, missing: [] });
            else expect(after[index]).toMatchObject({ value: null, conflict });
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are not turned to "covered" or "no fee" by a due', () => {
    const spans = fc.constantFrom(
      { startsOn: '2026-08-01', endsOn: '2026-12-31' },
      { startsOn: '2026-08-01', endsOn: '2027-07-31' },
      { startsOn: '2027-01-01', endsOn: null },
    );
    fc.assert(
      fc.property(
        feePeople,
        day,
        fc.tuple(fc.constantFrom('09901', '09902'), spans),
        (facts, today, added) => {
          const [code, span] = added;
          const { termFees } = facts;
          const paid = termFees?.payments?.filter(({ institution: at }) => at.code !== code) ?? [];
          const others = termFees?.due ?? [];
          const owed = due(9000, { ...span, studyRightId: `${code}/r1`, institution: { code } });
          const decided = copied(facts, (text) =>
            text.replaceAll(/"feeObligation":(?:null|"NOT_CHECKED")/g, '"feeObligation":"REQUIRED"'),
          );
          const before = findings({ ...decided, termFees: fees(others, paid) }, today);
          const after = findings({ ...decided, termFees: fees([...others, owed], paid) }, today);
          after.forEach(({ value }, index) => {
            if (value === 'SATISFIED' || value === 'NOT_APPLICABLE') expect(before[index]?.value).toBe(value);
          });
        },
      ),
      { numRuns: 400 },
    );
  });
});

const option = { oid: '1.2.246.562.20.2019', name: { fi: 'Vanha', sv: null, en: 'Old' } };

interface History {
  readonly place: ReturnType<typeof place>;
  readonly right: ReturnType<typeof right>;
}

function withHistory(facts: RequiredFacts, old: History, unpaid: boolean): RequiredFacts {
  const { id: studyRightId, institution: where } = old.right;
  const span = { studyRightId, startsOn: '2019-08-01', endsOn: '2019-12-31', institution: where };
  const { admissions: places, feePayments, studyRights, termFees } = facts;
  return {
    ...facts,
    admissions: admissions(...(places?.items ?? []), old.place),
    feePayments: rows(
      ...(feePayments?.items ?? []),
      unpaid ? row('UNPAID', old.place.id) : noRow(old.place.id),
    ),
    studyRights: rights(old.right, ...(studyRights?.items ?? [])),
    termFees: fees(
      [due(5000, span), ...(termFees?.due ?? [])],
      [...(unpaid ? [payment(0, { ...span, fullyPaid: false })] : []), ...(termFees?.payments ?? [])],
    ),
  };
}
