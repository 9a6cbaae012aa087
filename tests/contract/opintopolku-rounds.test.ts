import { afterEach, describe, expect, it } from 'vitest';
import { createOpintopolkuMock } from '../../mocks/opintopolku.ts';
import type { StudyPlace } from '../../mocks/person.ts';
import { type RunningMock, startMock } from '../../mocks/registry-server.ts';
import { educationLevelOf } from '../../subgraphs/opintopolku/codes.ts';
import { opintopolku } from '../../subgraphs/opintopolku/index.ts';
import { accountAt, oid20, oid24, person, place, student, underTest } from './valinta-tulos-service.ts';

const levels = 'admissions { state complete items { educationLevel } }';
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A register of people with one place each, and a subgraph that asks it and Studyinfo at another address. */
async function started(places: readonly StudyPlace[], studyinfoAt: (mock: RunningMock) => string | null) {
  const people = places.map((one, n) => person([n + 1], { places: [one] }));
  const mock = await startMock(createOpintopolkuMock(), { people, now: Date.now }, 0);
  const url = studyinfoAt(mock);
  const studyinfo = url === null ? {} : { OPINTOPOLKU_STUDYINFO_URL: url };
  const subgraph = underTest(opintopolku, { ...accountAt(mock.url, 'OPINTOPOLKU'), ...studyinfo });
  closers.push(subgraph.close, mock.close);
  const ask = async () => {
    const asked = places.map((_, n) => student([oid24(n + 1)]));
    const found = await subgraph.students(levels, asked);
    return found.map((one) => JSON.stringify(one).match(/"educationLevel":"(\w+)"/)?.[1]);
  };
  const asked = () => mock.calls().filter(({ path }) => path.includes('/external/haku/'));
  return { ask, asked };
}

const of = (round: number, targetGroup?: '11' | '12') =>
  place(1, { round: { oid: oid20(29, round), name: {} }, ...(targetGroup ? { targetGroup } : {}) });
const here = ({ url }: RunningMock) => `${url}/konfo-backend`;

describe('the level of education of a place', () => {
  it('is by the target group of its round, asked once a round and kept', async () => {
    const { ask, asked } = await started([of(1), of(2, '11'), of(1), of(2, '11')], here);
    const expected = ['HIGHER_EDUCATION', 'UPPER_SECONDARY', 'HIGHER_EDUCATION', 'UPPER_SECONDARY'];
    expect(await ask()).toEqual(expected);
    expect(await ask()).toEqual(expected);
    expect(asked()).toHaveLength(2);
  });

  it.each([
    ['nobody can be asked', () => null],
    ['Studyinfo is gone', () => 'http://127.0.0.1:9/konfo-backend'],
    ['Studyinfo has no such round', ({ url }: RunningMock) => `${url}/elsewhere`],
  ])('is not known, and the place is told all the same, when %s', async (_case, at) => {
    const { ask } = await started([of(1)], at);
    expect(await ask()).toEqual(['UNKNOWN']);
  });

  it('asks no path that a round’s OID could make', async () => {
    const odd = place(1, { round: { oid: '../../auth/login', name: {} } });
    const { ask, asked } = await started([odd], here);
    expect(await ask()).toEqual(['UNKNOWN']);
    expect(asked()).toEqual([]);
  });

  it.each([
    ['haunkohdejoukko_12#1', 'HIGHER_EDUCATION'],
    ['haunkohdejoukko_11', 'UPPER_SECONDARY'],
    ['haunkohdejoukko_17#2', 'UPPER_SECONDARY'],
    ['haunkohdejoukko_20#1', 'UPPER_SECONDARY'],
    ['haunkohdejoukko_10#1', 'UNKNOWN'],
    ['haunkohdejoukko_1', 'UNKNOWN'],
    ['constructor', 'UNKNOWN'],
    ['', 'UNKNOWN'],
  ])('of the target group "%s" is %s', (code, level) => {
    expect(educationLevelOf(code)).toBe(level);
  });
});
