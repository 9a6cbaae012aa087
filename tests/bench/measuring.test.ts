import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shareOverCriticalPath } from './critical-path.ts';
import { figuresOf, ratioOf, spreadOf } from './figures.ts';
import { nodeFlags } from './measured-process.ts';
import { differenceBetween } from './parity.ts';
import { requiringLastFirst } from './required-order.ts';
import type { SpellingResult } from './results.ts';
import type { Spelling } from './spelled-documents.ts';
import { tablesOf } from './table.ts';

it('measures everybody on Node as it is started for users', () => {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
  expect(scripts.start).toContain(`node ${nodeFlags.join(' ')} `);
  expect(scripts.start).toContain('--import ./gateway/compile-cache.mjs');
});

describe('the comparison of answers', () => {
  const answer = {
    student: { permits: { state: 'KNOWN', observedAt: '2026-11-24T10:00:00Z', items: [1, 2] } },
  };
  const changed = (change: object) => ({ student: { permits: { ...answer.student.permits, ...change } } });

  it('takes answers that differ in times alone, or in the order of fields, for the same', () => {
    const { items, state } = answer.student.permits;
    const later = { student: { permits: { items, observedAt: '2026-11-24T10:00:01Z', state } } };
    expect(differenceBetween(answer, later, 'data')).toBeNull();
  });

  it.each([
    ['data.student.permits.state', { state: 'KNOWN_NONE' }],
    ['data.student.permits.observedAt', { observedAt: null }],
    ['data.student.permits.items.1', { items: [1] }],
    ['data.student.permits.items', { items: null }],
    ['data.student.permits.more', { more: 1 }],
  ])('finds what differs: %s', (path, change) => {
    expect(differenceBetween(answer, changed(change), 'data')).toBe(path);
    expect(differenceBetween(changed(change), answer, 'data')).toBe(path);
  });
});

describe('the critical path of a query', () => {
  const call = (registry: string, startedMs: number, endedMs: number) => ({ registry, startedMs, endedMs });

  it('is ONR, then the longest of what follows; fees come after study places', () => {
    const delayed = [
      call('oppijanumero', 1, 101),
      call('opintopolku', 102, 202),
      call('virta', 102, 352),
      call('fees', 203, 403),
      call('fees', 203, 303),
    ];
    expect(shareOverCriticalPath([{ sentMs: 0, answeredMs: 440 }], delayed)).toEqual([1.1]);
  });

  it('is made of the calls of that query alone', () => {
    const delayed = [call('oppijanumero', 1, 101), call('oppijanumero', 201, 601)];
    const sent = [
      { sentMs: 0, answeredMs: 200 },
      { sentMs: 200, answeredMs: 1000 },
    ];
    expect(shareOverCriticalPath(sent, delayed)).toEqual([2, 2]);
  });
});

it('tells the middle of values, and between what half of them lie', () => {
  expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, lower: 2, upper: 4 });
  expect(spreadOf([1, 2])).toEqual({ median: 1.5, lower: 1.25, upper: 1.75 });
});

const turnOf = (cpuMs: number) => ({
  times: [1],
  wallMs: 1,
  bytes: 1,
  cpuMs,
  mocksCpuMs: 0,
  senderCpuMs: 0,
  peakMiB: 1,
  frontPeakMiB: 1,
  calls: 1,
  overCriticalPath: [],
});

it('compares each turn with the other’s of the same number, so that a slow moment of the machine counts for nothing', () => {
  const own = figuresOf([4, 40, 4].map(turnOf), null);
  const other = figuresOf([2, 20, 2].map(turnOf), null);
  expect(ratioOf(own, other)).toEqual({ median: 2, lower: 2, upper: 2 });
});

describe('the table of spellings', () => {
  const spelled = (spelling: Spelling, cpuMs: number, planned: number) => ({
    spelling,
    figures: figuresOf([turnOf(cpuMs)], null),
    documents: 1000,
    planned,
  });
  const shown = (literals: SpellingResult, aliases: SpellingResult): readonly string[] => {
    const spellings = [spelled('variables', 10, 1), literals, aliases];
    const table = tablesOf('a machine', { loads: [], spellings, starts: {}, xml: null });
    return table
      .split('\n')
      .filter((line) => /^\| (learner numbers as literals|other aliases each time): /.test(line));
  };

  it('says that targets are met where words cost little and are planned once', () => {
    const lines = shown(spelled('literals', 12, 1), spelled('aliases', 13, 1));
    expect(lines.map((line) => line.endsWith('| met |'))).toEqual([true, true, true, true]);
  });

  it('says which are missed', () => {
    const lines = shown(spelled('literals', 12, 1000), spelled('aliases', 14, 1));
    expect(lines).toEqual([
      expect.stringContaining('| ≤ 1.30 | 1.20 | met |'),
      expect.stringContaining('| ≤ 1.30 | 1.40 | missed |'),
      expect.stringContaining('| ≤ 1 planned | 1000 planned | missed |'),
      expect.stringContaining('| ≤ 1 planned | 1 planned | met |'),
    ]);
  });
});

it('gives Hive Gateway a supergraph that requires the same, what is known last first', () => {
  const directive = 'directive @join__field(requires: String) on FIELD_DEFINITION';
  const sdl = (fields: string) => `${directive} type Query { next: Int @join__field(requires: "${fields}") }`;
  const reordered = requiringLastFirst(
    sdl('identity { state } admissions { state items { id } } feePayments { state }'),
  );
  expect(reordered).toBe(sdl('feePayments { state } admissions { state items { id } } identity { state }'));
  expect(() => buildSchema(reordered)).not.toThrow();
});
