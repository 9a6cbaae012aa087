import { expect, it } from 'vitest';
import { people } from '../../gateway/sandbox/people.ts';
import { buildPeople } from '../../mocks/people.ts';

const built = buildPeople({ today: '2026-11-24' });

it('the people of the pages are the sixteen personas, in their order', () => {
  const expected = Array.from({ length: 16 }, (_, index) => `P${String(index).padStart(2, '0')}`);
  expect(people.map(({ key }) => key)).toEqual(expected);
});

it.each(people)('$key has the name and the number that the registries have', (person) => {
  const record = built.find(({ id }) => id === person.key)?.records[0];
  if (record !== undefined) {
    expect([person.givenNames, person.familyName]).toEqual([record.givenNames, record.familyName]);
  }
  // Only a record that somebody has identified makes a number a learner number.
  const isIdentified = record !== undefined && record.identifiedBy !== 'NONE';
  expect(person.oppijanumero).toBe(isIdentified ? record.oid : null);
});

it('who has no learner number is asked by an unidentified record, or by a number that nobody has', () => {
  const askedFor = (key: string) => people.find((person) => person.key === key)?.askedFor;
  const everybodys = built.flatMap(({ records }) => records.map(({ oid }) => oid));
  expect(people.filter(({ oppijanumero }) => oppijanumero === null).map(({ key }) => key)).toEqual([
    'P08',
    'P15',
  ]);
  expect(askedFor('P15')).toBe(built.find(({ id }) => id === 'P15')?.records[0]?.oid);
  expect(everybodys).not.toContain(askedFor('P08'));
  for (const { oppijanumero, askedFor: number } of people) expect(number).toBe(oppijanumero ?? number);
});
