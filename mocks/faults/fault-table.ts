import type { Expectation, RegistryName } from './expectation.ts';
import type { FaultEntry } from './fault-entry.ts';
import { bodyFaults } from './table/body.ts';
import { connectionFaults } from './table/connection.ts';
import { logInFaults } from './table/log-in.ts';
import { recordFaults } from './table/records.ts';
import { statusFaults } from './table/status.ts';
import { xmlFaults } from './table/xml.ts';

const entries = [
  ...connectionFaults,
  ...statusFaults,
  ...logInFaults,
  ...bodyFaults,
  ...recordFaults,
  ...xmlFaults,
] as const;

/** The name of a fault. */
export type FaultName = (typeof entries)[number]['name'];

/** A fault that has a name of the table. */
export interface Fault extends FaultEntry {
  readonly name: FaultName;
}

/** Every fault: what the dials, the tests of the gateway and the fault matrix of the README are made from. */
export const faults: readonly Fault[] = entries;

/** One cell of the fault matrix. */
export interface Cell {
  readonly registry: RegistryName;
  readonly fault: Fault;
  readonly expected: Expectation;
}

/** The fact of each registry that is read from it alone, to look at in a cell's test. */
export const watchedFacts: Readonly<Record<RegistryName, string>> = {
  oppijanumero: 'identity',
  opintopolku: 'admissions',
  virta: 'studyRights',
  fees: 'feePayments',
  migri: 'permits',
};

/** The cells of the fault matrix: each fault at each registry that it applies to. */
export const cells: readonly Cell[] = faults.flatMap((fault) =>
  fault.registries.map((registry) => ({ registry, fault, expected: expectationOf(fault, registry) })),
);

/** The fault of a name; undefined when there is none. */
export function faultNamed(name: string): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}

/** What the gateway must make of a fault at one registry. */
export function expectationOf(fault: Fault, registry: RegistryName): Expectation {
  return { ...fault.expected, ...fault.differs?.[registry] };
}

/** The fault matrix as a Markdown table, for the README. */
export function faultMatrixMarkdown(): string {
  const columns = [
    'Fault',
    'The registry…',
    'Where',
    'State',
    'Reason',
    'HTTP',
    'Calls',
    'Retry',
    'Breaker',
    'Alarm',
  ];
  const rows = faults.map((fault) => rowOf(fault));
  return [columns, columns.map(() => '---'), ...rows, []]
    .map((row) => (row.length === 0 ? '' : `| ${row.join(' | ')} |`))
    .join('\n');
}

function rowOf(fault: Fault): readonly string[] {
  const { expected } = fault;
  const calls = expected.logIns === 0 ? String(expected.hits) : `${expected.hits} + log-in`;
  return [
    `\`${fault.name}\``,
    [fault.does, ...notesOf(fault)].join('; '),
    fault.registries.length === 5 ? 'all' : fault.registries.join(', '),
    statesOf(fault),
    reasonsOf(fault),
    String(expected.status),
    calls,
    expected.retry,
    breakerOf(fault),
    expected.alarm ?? '–',
  ];
}

function notesOf({ expected, differs = {} }: Fault): readonly string[] {
  const own = Object.entries(differs).flatMap(([registry, { note }]) =>
    note ? [`${registry}: ${note}`] : [],
  );
  return expected.note === null ? own : [expected.note, ...own];
}

function statesOf({ expected, differs = {} }: Fault): string {
  const own = Object.entries(differs).flatMap(([registry, { states }]) =>
    states ? [`${registry}: ${states.join(' or ')}`] : [],
  );
  return [expected.states.join(' or '), ...own].join('; ');
}

function breakerOf({ expected, differs = {} }: Fault): string {
  const wording = (counts: boolean): string => (counts ? 'counts' : '–');
  const own = Object.entries(differs).flatMap(([registry, { breaker }]) =>
    breaker === undefined ? [] : [`${registry}: ${wording(breaker)}`],
  );
  return [wording(expected.breaker), ...own].join('; ');
}

function reasonsOf({ expected, differs = {} }: Fault): string {
  const wording = ({ reasons }: Pick<Expectation, 'reasons'>): string =>
    reasons.map((reason) => reason ?? '–').join(' or ');
  const own = Object.entries(differs).flatMap(([registry, { reasons }]) =>
    reasons ? [`${registry}: ${wording({ reasons })}`] : [],
  );
  const retryAt = expected.retryAt ? ' with retryAt' : '';
  return [`${wording(expected)}${retryAt}`, ...own].join('; ');
}
