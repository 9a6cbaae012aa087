import process from 'node:process';
import { margin, readBaseline, writeBaseline } from './baseline.ts';
import { spreadOf } from './figures.ts';
import { measureRatios, type Ratios } from './guard.ts';

// Writes the baseline of the guard anew: the median of three measurements.
const before = readBaseline();
const measured: Ratios[] = [];
for (let time = 1; time <= 3; time += 1) {
  const ratios = (await measureRatios(['embedded'])).get('embedded');
  if (ratios !== undefined) measured.push(ratios);
  process.stderr.write(`measurement ${time} of 3: ${JSON.stringify(measured.at(-1))}\n`);
}
const medianOf = (name: keyof Ratios): number => spreadOf(measured.map((ratios) => ratios[name])).median;
writeBaseline({ one: medianOf('one'), bulk: medianOf('bulk') });
const after = readBaseline();
process.stdout.write(
  `tests/bench/guard-baseline.json: ${JSON.stringify(before)} → ${JSON.stringify(after)}; the guard fails beyond ${margin} times that.\n`,
);
process.exit(0);
