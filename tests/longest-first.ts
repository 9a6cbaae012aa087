import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Limits that tests set for themselves, in seconds: `timeout: 120_000`, `}, 120_000)`, or on a line of its own. */
const limits = /(?:timeout: |\}, |^ +)(\d+)_000\b/gm;

/**
 * Starts first what may take longest, by the limits that a file sets for its tests: one long file must not end alone. A
 * clean clone knows no times of earlier runs; where limits are the same, Vitest's own order stands.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const seconds = new Map(sorted.map((file) => [file, longestLimit(file.moduleId)]));
    const isolatedFirst = Map.groupBy(sorted, ({ project }) => project.name);
    return [...isolatedFirst.values()].flatMap((own) =>
      own.toSorted((a, b) => (seconds.get(b) ?? 0) - (seconds.get(a) ?? 0)),
    );
  }
}

function longestLimit(path: string): number {
  return Math.max(
    0,
    ...[...readFileSync(path, 'utf8').matchAll(limits)].map(([, seconds]) => Number(seconds)),
  );
}
