import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemsOfLog } from './disclosures.ts';
import { type SoakResult, soak } from './soak.ts';
import { type Stage, startStage } from './stage.ts';
import { totalOf } from './tally.ts';

const deadlines = { deadlineMs: 1_500, bulkDeadlineMs: 2_500 } as const;

let stage: Stage;
let result: SoakResult;

beforeAll(async () => {
  stage = await startStage({ generated: 20, ...deadlines });
  result = await soak(
    stage,
    { seed: 1, perSecond: 12, forMs: 8_000, faultMs: 1_500, normalMs: 500, calmMs: 1_000, deadlines },
    () => undefined,
  );
}, 120_000);
afterAll(() => stage.stop());

test('while registry after registry fails, no answer says what no registry said', () => {
  expect(result.faultsPlayed).toBeGreaterThanOrEqual(4);
  expect(Object.fromEntries(result.tally.illegal)).toEqual({});
});

test('each query is answered, refused or given up by its client', () => {
  expect(result.tally.started).toBeGreaterThan(40);
  expect(totalOf(result.tally.kinds)).toBe(result.tally.started);
  expect(stage.endedBy()).toBeNull();
});

test('the disclosure log holds every request with its outcome, and is whole', () => {
  expect(problemsOfLog(result.log, result.tally.kinds.get('200') ?? 0)).toEqual([]);
  expect(result.log.accounts.intents).toBeGreaterThan(20);
});
