import { expect, it } from 'vitest';
import { FactFields } from '../../gateway/disclosure/request/fact-fields.ts';
import { fieldsOfBoth, noFields, personFields } from '../../gateway/disclosure/request/person-fields.ts';

function setsOf(fact: string) {
  const fields = new FactFields(fact);
  const numbers = ['state', 'items'].map((name) => fields.numberOf(`${fact}.${name}`));
  return numbers.map((number) => {
    fields.unmarked()[number] = 1;
    return fields.marked();
  });
}

const [state, items] = setsOf('studyRights');
const [identity] = setsOf('identity');

it('is one object for each combination of what people have in an answer', () => {
  if (state === undefined || items === undefined || identity === undefined) throw new Error('No sets');
  const both = personFields([state, identity]);
  expect([...both]).toEqual([
    ['studyRights', state],
    ['identity', identity],
  ]);
  expect(personFields([state])).not.toBe(both);
  expect(personFields([state, identity])).toBe(both);
  expect(personFields([])).toBe(noFields);
});

it('has of a fact that stands in an answer twice what either place has', () => {
  if (state === undefined || items === undefined || identity === undefined) throw new Error('No sets');
  const twice = personFields([state, identity, items]);
  expect([...twice.keys()]).toEqual(['studyRights', 'identity']);
  expect(twice.get('studyRights')?.text).toBe('studyRights{items state}');
  expect(fieldsOfBoth(personFields([state, identity]), personFields([items]))).toBe(twice);
  expect(fieldsOfBoth(twice, noFields)).toBe(twice);
});
