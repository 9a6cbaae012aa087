import { expect, test } from 'vitest';
import { factsOf, placesOf } from '../../gateway/disclosure/receipts/facts-of.ts';
import { manifestOf } from '../../gateway/disclosure/receipts/manifest.ts';

const rights = ['rights', 'studyRights'] as const;
const same = ['same', 'studyRights'] as const;
const identity = ['identity', 'identity'] as const;

test('a fact is one wherever it stands: under two aliases of a person, and where the person stands twice', () => {
  const data = {
    first: { rights: 1, same: 2 },
    second: { rights: 3 },
    third: { identity: 4, rights: 5 },
  };
  const manifest = manifestOf([
    { subject: 'one', path: ['first'], facts: [rights, same] },
    { subject: 'two', path: ['second'], facts: [rights] },
    { subject: 'one', path: ['third'], facts: [identity, rights] },
  ]);
  expect([...factsOf(data, manifest)]).toEqual([
    { subject: 'one', fact: 'studyRights', values: [1, 2, 5] },
    { subject: 'two', fact: 'studyRights', values: [3] },
    { subject: 'one', fact: 'identity', values: [4] },
  ]);
  expect(placesOf({ subject: 'one', fact: 'studyRights' }, manifest)).toEqual([
    [['first'], 'rights'],
    [['first'], 'same'],
    [['third'], 'rights'],
  ]);
  expect(placesOf({ subject: 'two', fact: 'identity' }, manifest)).toEqual([]);
});

test('a fact under two aliases is one also of a person who stands there once', () => {
  const manifest = manifestOf([{ subject: 'one', path: ['me'], facts: [rights, identity, same] }]);
  const found = [...factsOf({ me: { rights: 1, identity: 2 } }, manifest)];
  expect(found.map(({ fact, values }) => [fact, values])).toEqual([
    ['studyRights', [1, undefined]],
    ['identity', [2]],
  ]);
});
