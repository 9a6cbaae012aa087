import type { RegistryName } from '../../mocks/faults/expectation.ts';
import { type Cell, cells, type FaultName } from '../../mocks/faults/fault-table.ts';
import type { FaultSetting } from '../../mocks/faults/setting.ts';
import { type Random, randomFrom } from '../../mocks/generator/random.ts';

/** What is to strike next. */
export interface NextFault {
  readonly registry: RegistryName;
  readonly setting: FaultSetting;
}

/** A fault and when it struck, by the monotonic clock in milliseconds. */
export interface StruckFault {
  readonly registry: RegistryName;
  readonly fault: FaultName;
  readonly from: number;
  /** Infinite while it lasts. */
  to: number;
}

/** Faults whose answers are false and look right: what the registry says then is no longer what it said before. */
const altering = new Set<FaultName>([
  'partial-results',
  'bad-record',
  'unknown-code',
  'bit-flip',
  'clock-skew',
  'huge-number',
]);

/** Whether a fault gives another answer that looks right, rather than none. */
export function alters({ fault }: StruckFault): boolean {
  return altering.has(fault);
}

/** Every fault of the table at every registry, in an order that the seed fixes; after two faults comes a slow registry. */
export function* faultOrder(seed: number, lastingMs: number): Generator<NextFault, never> {
  const random = randomFrom(seed);
  for (;;) {
    let turn = 0;
    for (const cell of neighboursDiffer(shuffled(cells, random))) {
      if (cell.fault.madeBy === 'test') continue;
      turn += 1;
      yield { registry: cell.registry, setting: settingOf(cell, turn, { random, lastingMs }) };
      if (turn % 2 === 0) yield slowness(random);
    }
  }
}

function settingOf(
  { fault: { name: fault, limited } }: Cell,
  turn: number,
  { random, lastingMs }: { readonly random: Random; readonly lastingMs: number },
): FaultSetting {
  const seed = random.between(1, 1_000_000);
  if (fault === 'refuse') return { fault, seconds: Math.max(1, Math.round(lastingMs / 1000)) };
  return limited && turn % 3 === 0 ? { fault, seed, share: 0.3 } : { fault, seed };
}

function slowness(random: Random): NextFault {
  const registry = random.pick(['oppijanumero', 'opintopolku', 'virta', 'fees', 'migri'] as const);
  const seed = random.between(1, 1_000_000);
  return { registry, setting: { fault: 'latency', distribution: 'lognormal', p50: 40, p99: 800, seed } };
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ item }) => item);
}

/** Puts the cells in an order in which the same registry is struck twice in a row only at the end, if at all. */
function neighboursDiffer(order: readonly Cell[]): readonly Cell[] {
  const left = [...order];
  const result: Cell[] = [];
  while (left.length > 0) {
    const previous = result.at(-1)?.registry;
    const found = left.findIndex(({ registry }) => registry !== previous);
    result.push(...left.splice(Math.max(0, found), 1));
  }
  return result;
}
