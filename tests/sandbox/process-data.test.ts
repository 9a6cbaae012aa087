import { describe, expect, it } from 'vitest';
import { languageOf, languages } from '../../gateway/sandbox/language.ts';
import { lanes, processMap, views } from '../../gateway/sandbox/process/process-data.ts';

const { actors, flows } = processMap;
const ids = actors.map(({ id }) => id);
const columns = lanes.flatMap((lane) => actors.filter((actor) => actor.lane === lane).map(({ id }) => id));

/** Every text in a part of the data, with the way to it. */
function textsIn(value: unknown, way = ''): readonly (readonly [way: string, text: unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('fi' in value) return Object.entries(value).map(([language, text]) => [`${way}.${language}`, text]);
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, `${way}.${key}`));
}

describe('the process', () => {
  it('has the fifteen flows, numbered from 1, and every actor of the pilot', () => {
    expect(flows.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    expect(ids.toSorted()).toEqual(
      ['csc', 'dvv', 'gateway', 'hei', 'kela', 'migri', 'oph', 'okm', 'police', 'provider', 'student']
        .concat(['tem-sm', 'um', 'vf'])
        .toSorted(),
    );
  });

  it('says everything in every language, each language in its own words', () => {
    const texts = textsIn(processMap);
    expect(texts.length).toBe(languages.length * (actors.length * 4 + flows.length * 5 + operationCount()));
    expect(texts.filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
    for (const { name, responsibleFor } of actors) {
      expect(new Set(Object.values(responsibleFor)).size, name.en).toBe(3);
    }
    for (const { number, data } of flows) expect(new Set(Object.values(data)).size, String(number)).toBe(3);
  });

  it.each(flows)('knows every actor of flow $number, and its ways lead where it says', (flow) => {
    const { from, to } = flow;
    const ways = views.flatMap((view) => flow[view].paths.map(({ via }) => via));
    expect([...from, ...to, ...ways.flat()].filter((id) => !ids.includes(id))).toEqual([]);
    const ends = new Set(flow.gateway.paths.flatMap(({ via }) => [via[0], via.at(-1)]));
    expect([...from, ...to].filter((id) => !ends.has(id) && !ways.flat().includes(id))).toEqual([]);
  });

  it.each(flows)('flow $number never turns back: its arrows would cover each other', (flow) => {
    for (const via of views.flatMap((view) => flow[view].paths.map((path) => path.via))) {
      const places = via.map((id) => columns.indexOf(id));
      const sorted = places.toSorted((a, b) => a - b);
      expect([sorted, sorted.toReversed()]).toContainEqual(places);
    }
  });

  it.each(flows)('flow $number goes through the gateway just when its status says so', (flow) => {
    const through = flow.gateway.paths.filter(({ via }) => via.includes('gateway'));
    const built = flow.status === 'IMPLEMENTED' || flow.status === 'PARTLY';
    expect(through.length > 0).toBe(built);
    expect(through.every(({ kind }) => kind === flow.status)).toBe(true);
    expect(flow.today.paths.flatMap(({ via }) => via)).not.toContain('gateway');
    if (built) expect(flow.operation).toBeDefined();
  });
});

function operationCount(): number {
  return flows.filter(({ operation }) => operation !== undefined).length;
}

describe('the language of a page', () => {
  it.each([
    ['sv', undefined, 'sv'],
    ['sv', 'fi', 'sv'],
    [undefined, undefined, 'en'],
    [undefined, 'fi-FI,fi;q=0.9,en;q=0.8', 'fi'],
    [undefined, 'de,en;q=0.5,sv;q=0.7', 'sv'],
    [undefined, 'fi;q=0, sv;q=x, de', 'en'],
    ['de', 'sv', 'sv'],
    ['FI', undefined, 'en'],
    [['fi', 'sv'], undefined, 'en'],
    [{ fi: 'fi' }, '*', 'en'],
    ['__proto__', ';;q=,,', 'en'],
  ])('for %o and %o is %s', (named, header, language) => {
    expect(languageOf(named, header)).toBe(language);
  });
});
