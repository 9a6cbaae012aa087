import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Ratios } from './guard.ts';

const path = new URL('./guard-baseline.json', import.meta.url);
const schema = z.object({ one: z.number().positive(), bulk: z.number().positive() });

/** What the gateway cost by the aggregator when it was last written down. */
export function readBaseline(): Ratios {
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Writes down what it costs now. */
export function writeBaseline({ one, bulk }: Ratios): void {
  const rounded = { one: Number(one.toFixed(2)), bulk: Number(bulk.toFixed(2)) };
  writeFileSync(path, `${JSON.stringify(rounded, null, 2)}\n`);
}

/** How much worse than the baseline is clearly worse, on whatever machine. */
export const margin = 1.5;
