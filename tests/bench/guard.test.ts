import { beforeAll, describe, expect, test } from 'vitest';
import { margin, readBaseline } from './baseline.ts';
import { type Guarded, measureRatios, type Ratios } from './guard.ts';

const hint = 'slower on purpose, or faster: npm run bench:baseline writes the baseline anew';

describe('what the gateway costs beside an aggregator written by hand', () => {
  let measured: ReadonlyMap<Guarded, Ratios>;
  const ratio = (guarded: Guarded, load: keyof Ratios): number => measured.get(guarded)?.[load] ?? Number.NaN;
  beforeAll(async () => {
    measured = await measureRatios(['embedded', 'doubled']);
  }, 600_000);

  test.each(['one', 'bulk'] as const)('is not clearly more than it was: %s', (load) => {
    expect(ratio('embedded', load), hint).toBeLessThan(readBaseline()[load] * margin);
  });

  test.each(['one', 'bulk'] as const)('would be seen to be more, were the work done twice: %s', (load) => {
    expect(ratio('doubled', load)).toBeGreaterThan(ratio('embedded', load) * margin);
  });
});
