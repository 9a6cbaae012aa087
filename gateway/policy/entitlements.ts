import { type Cell, type DataRow, dataRows } from '../../subgraphs/registry/data-rows.ts';
import type { Purpose } from '../../subgraphs/registry/purpose.ts';
import type { PolicyTable } from './policy-table.ts';

/** What a purpose gets of one field. */
export interface Entitlement {
  /** `Type.field`. */
  readonly field: string;
  readonly row: DataRow;
  readonly cell: Cell;
  readonly description: string;
}

/** What a purpose gets of every field that clients can ask for, in the order of the graph. */
export function entitlementsOf(policy: PolicyTable, purpose: Purpose): readonly Entitlement[] {
  return [...policy].flatMap(([field, { row, description, shown }]) =>
    shown ? [{ field, row, cell: dataRows[row][purpose], description }] : [],
  );
}
