import { describe, expect, it } from 'vitest';
import { asSelection, FactFields, factNamedIn } from '../../gateway/disclosure/request/fact-fields.ts';

const paths = ['studyRights.state', 'studyRights.items', 'studyRights.items.type', 'studyRights.items.id'];

function rights() {
  const fact = new FactFields('studyRights');
  const setOf = (...wanted: readonly string[]) => {
    const marks = fact.unmarked();
    for (const path of wanted) marks[fact.numberOf(path)] = 1;
    return fact.marked();
  };
  for (const path of paths) fact.numberOf(path);
  return { fact, setOf };
}

describe('fields of a fact that stand in an answer', () => {
  it('are written as a selection, names in order, however they were asked', () => {
    const { setOf } = rights();
    const { text, paths: named } = setOf(
      'studyRights.state',
      'studyRights.items.type',
      'studyRights.items.id',
    );
    expect(text).toBe('studyRights{items{id type} state}');
    expect(named).toEqual(['studyRights.state', 'studyRights.items.type', 'studyRights.items.id']);
  });

  it('say of a list that was empty once and not another time both', () => {
    expect(rights().setOf('studyRights.items', 'studyRights.items.id').text).toBe(
      'studyRights{items items{id}}',
    );
  });

  it('are one object for each set, and one for two sets together', () => {
    const { setOf } = rights();
    const [one, other] = [setOf('studyRights.state'), setOf('studyRights.items.id')];
    expect(setOf('studyRights.state')).toBe(one);
    expect(one.with(other)).toBe(setOf('studyRights.items.id', 'studyRights.state'));
    expect(one.with(one)).toBe(one);
  });

  it('can be told by a text of several facts', () => {
    expect(asSelection(['oppijanumero', 'identity.state', 'identity'])).toBe(
      'identity identity{state} oppijanumero',
    );
    expect(['identity identity{state}', 'oppijanumero', 'a{b}'].map(factNamedIn)).toEqual([
      'identity',
      'oppijanumero',
      'a',
    ]);
  });
});
