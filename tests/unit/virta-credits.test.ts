import { describe, expect, it } from 'vitest';
import {
  type Creditable,
  countedOf,
  creditsByAcademicYear,
} from '../../subgraphs/virta/rules/credits-by-academic-year.ts';

function item(id: string, more: Partial<Creditable> = {}): Creditable {
  return {
    id,
    kind: 'COURSE',
    credits: 5,
    attainedOn: '2025-10-01',
    recognisedOn: null,
    partIds: [],
    ...more,
  };
}

const degree = (id: string, partIds: readonly string[]) =>
  item(id, { kind: 'DEGREE', credits: 120, partIds });

describe('credits are counted once', () => {
  it.each<readonly [string, readonly Creditable[], readonly string[]]>([
    ['a course alone counts', [item('a')], ['a']],
    ['courses inside a course do not', [item('m', { partIds: ['a', 'b'] }), item('a'), item('b')], ['m']],
    [
      'courses inside a degree do, the degree does not',
      [degree('d', ['a', 'b']), item('a'), item('b')],
      ['a', 'b'],
    ],
    [
      'a module inside a degree counts, its courses do not',
      [degree('d', ['m', 'a']), item('m', { partIds: ['a'] }), item('a')],
      ['m'],
    ],
    ['a degree that lists no parts adds nothing', [degree('d', [])], []],
    [
      'kinds not to be counted and not known add nothing',
      [item('x', { kind: 'DISREGARDED' }), item('i', { kind: 'INTERNAL' }), item('u', { kind: 'UNKNOWN' })],
      [],
    ],
    [
      'courses inside an entry that is not counted count by themselves',
      [item('x', { kind: 'DISREGARDED', partIds: ['a'] }), item('a')],
      ['a'],
    ],
    [
      'a course below an uncounted entry below a course does not count',
      [item('m', { partIds: ['x'] }), item('x', { kind: 'INTERNAL', partIds: ['a'] }), item('a')],
      ['m'],
    ],
    [
      'courses inside one without credits count by themselves',
      [
        item('m', { credits: null, partIds: ['a'] }),
        item('z', { credits: 0, partIds: ['b'] }),
        item('a'),
        item('b'),
      ],
      ['m', 'z', 'a', 'b'],
    ],
    ['a course that lists itself counts once', [item('a', { partIds: ['a'] })], ['a']],
    ['a part that is not in the answer is not missed', [item('m', { partIds: ['gone'] })], ['m']],
    [
      'a circle counts not at all',
      [item('a', { partIds: ['b'] }), item('b', { partIds: ['a'] }), item('c')],
      ['c'],
    ],
    ['a circle that adds no credits ends', [degree('d', ['e']), degree('e', ['d', 'a']), item('a')], ['a']],
  ])('%s', (_rule, attainments, counted) => {
    expect(countedOf(attainments).map(({ id }) => id)).toEqual(counted);
  });
});

it('academic years run from 1 August to 31 July, recognised credits apart by their day of recognition', () => {
  const attainments = [
    item('a', { attainedOn: '2025-07-31' }),
    item('b', { attainedOn: '2025-08-01', credits: 2.1 }),
    item('c', { attainedOn: '2026-01-15', credits: 0.2 }),
    item('d', { attainedOn: '2019-03-01', recognisedOn: '2026-07-31', credits: 10 }),
    item('e', { credits: null }),
  ];
  expect(creditsByAcademicYear(attainments)).toEqual([
    { startsOn: '2024-08-01', endsOn: '2025-07-31', done: 5, recognised: 0 },
    { startsOn: '2025-08-01', endsOn: '2026-07-31', done: 2.3, recognised: 10 },
  ]);
});
