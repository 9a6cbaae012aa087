import type { DataRow } from '../../subgraphs/registry/data-rows.ts';
import type { Purpose } from '../../subgraphs/registry/purpose.ts';

/** Every derived fact of a student. */
export const findings = [
  'freeMovement',
  'bindingStudyPlace',
  'tuitionFeeRequirement',
  'studyRightValidity',
  'attendance',
  'studiesStarted',
  'studyLevel',
  'institutionChange',
  'sourcesAgree',
  'nextSteps',
] as const;

/** Name of a derived fact. */
export type FindingName = (typeof findings)[number];

/** What somebody asks for, and with what their case needs besides. */
export interface Asking {
  readonly purpose: Purpose;
  readonly needs: readonly DataRow[];
  /** Named in the query, because not all versions of the graph take it from the purpose. */
  readonly phase: 'FIRST_PERMIT' | 'EXTENSION' | 'POST_CHECK';
}

/** Every purpose of an authority that gives findings, with and without what its case may need, and the sandbox. */
export const askings: readonly Asking[] = [
  { purpose: 'MIGRI_FIRST_PERMIT', needs: [], phase: 'FIRST_PERMIT' },
  { purpose: 'MIGRI_FIRST_PERMIT', needs: ['TERM_REGISTRATION', 'CREDITS'], phase: 'FIRST_PERMIT' },
  { purpose: 'MIGRI_EXTENSION', needs: [], phase: 'EXTENSION' },
  { purpose: 'MIGRI_EXTENSION', needs: ['ADMISSION', 'CONDITION'], phase: 'EXTENSION' },
  { purpose: 'MIGRI_POST_CHECK', needs: [], phase: 'POST_CHECK' },
  { purpose: 'MIGRI_POST_CHECK', needs: ['FEE'], phase: 'POST_CHECK' },
  { purpose: 'SANDBOX', needs: [], phase: 'FIRST_PERMIT' },
];

/** A purpose and its needs in words. */
export function nameOf({ purpose, needs }: Pick<Asking, 'purpose' | 'needs'>): string {
  return [purpose, ...needs].join(' +');
}

/** Asks for every finding, with the same selection under each. The steps are no `value`. */
export function findingsOf({ phase }: Pick<Asking, 'phase'>, selection: string, value = ''): string {
  const fields = findings.map((name) => {
    const given = name === 'tuitionFeeRequirement' ? `(phase: ${phase})` : '';
    return `${name}${given} { ${selection} ${name === 'nextSteps' ? '' : value} }`;
  });
  return `oppijanumero ${fields.join(' ')}`;
}

/** A table of texts, its columns as wide as they need to be. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
  return `${rows.map((row) => lineOf(row).join('  ')).join('\n')}\n`;
}
