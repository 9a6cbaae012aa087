import { type DataRow, dataRows, isDataRow } from './data-rows.ts';
import type { ConsentRegistry, Grant } from './grant.ts';
import { type Purpose, purposes } from './purpose.ts';

/** What decides over a field: its row of the minimisation table, and the registry that a consent must name. */
export interface FieldRow {
  /** A row of the table; anything else is given to nobody. Null: the field names none. */
  readonly row: string | null;
  /** Null where no consent of its own is needed: derived facts and what the gateway makes. */
  readonly from: ConsentRegistry | null;
}

/** Why a field is not given. */
export type Denial =
  /** The table does not give the row for the purpose. */
  | 'NOT_PERMITTED'
  /** Consent is the ground, and it is not there. */
  | 'CONSENT_REQUIRED'
  /** Consent is the ground, and nobody could check it. */
  | 'CONSENT_UNVERIFIABLE'
  /** There is no grant, or no row: nothing was decided, so nothing is given. */
  | 'POLICY_NOT_EVALUATED';

/** A field that is not given. */
export interface Denied {
  readonly given: false;
  readonly denial: Denial;
  readonly row: string | null;
  /** What would give it, in words; null when nothing does. */
  readonly unlockedBy: string | null;
}

/** Whether a field is given, and then whether only in part. */
export type Decision = { readonly given: true; readonly masked: boolean } | Denied;

const whole: Decision = { given: true, masked: false };
const masked: Decision = { given: true, masked: true };

/** Decides over a field by the minimisation table and the person's consents. Whatever is not known is denied. */
export function decide(grant: Grant | null, { row, from }: FieldRow): Decision {
  if (grant === null || row === null || !isDataRow(row) || !Object.hasOwn(purposes, grant.purpose))
    return denied('POLICY_NOT_EVALUATED', row, null);
  const cell = dataRows[row][grant.purpose];
  if (cell === 'NEVER') return denied('NOT_PERMITTED', row, purposesThatGet(row));
  if (cell === 'IF_NEEDED' && !grant.needs.includes(row))
    return denied('NOT_PERMITTED', row, `name ${row} in X-Case-Needs`);
  const consent = consentDenial(grant, from);
  if (consent !== null) return denied(consent, row, `the person’s consent for ${from}`);
  return cell === 'MASKED' ? masked : whole;
}

function consentDenial(
  { consents }: Grant,
  from: ConsentRegistry | null,
): 'CONSENT_REQUIRED' | 'CONSENT_UNVERIFIABLE' | null {
  if (consents === null || from === null) return null;
  const state = Object.hasOwn(consents, from) ? consents[from] : undefined;
  if (state === 'GRANTED') return null;
  return state === 'UNVERIFIABLE' ? 'CONSENT_UNVERIFIABLE' : 'CONSENT_REQUIRED';
}

function denied(denial: Denial, row: string | null, unlockedBy: string | null): Denied {
  return { given: false, denial, row, unlockedBy };
}

/** The sandbox gets nearly everything, of nobody: it unlocks nothing. */
function purposesThatGet(row: DataRow): string | null {
  const names = Object.keys(purposes).filter(
    (name): name is Purpose => name !== 'SANDBOX' && Object.hasOwn(dataRows[row], name),
  );
  const getting = names.filter((name) => dataRows[row][name] !== 'NEVER');
  return getting.length === 0 ? null : `purpose ${getting.join(', ')}`;
}
