import type { z } from 'zod';
import { isOppijanumero } from '../registry/identifiers.ts';
import { fieldOf } from '../registry/reply.ts';
import { lukuvuosimaksuSchema } from './contract.ts';

// Who recorded the row is in the answer too: it is dropped here.
const rowSchema = lukuvuosimaksuSchema.pick({ personOid: true, maksuntila: true, luotu: true });
const ownedSchema = lukuvuosimaksuSchema.pick({ personOid: true });

/** A row of the tuition-fee register for one person and one application option. */
export type FeeRow = z.infer<typeof rowSchema>;

/** What the register has of one application option, for the persons asked about. */
export interface OptionRows {
  readonly rows: readonly FeeRow[];
  /** Persons asked about with a row that could not be read, and the field that could not; null when none is to be named. */
  readonly damaged: ReadonlyMap<string, string | null>;
  /** Whether there was a row that does not tell whose it is. */
  readonly hasNameless: boolean;
}

/**
 * Reads the rows one by one. The register gives every person with a row for the option: those not asked about are
 * dropped here, before anything else sees them.
 */
export function readOptionRows(
  values: readonly unknown[],
  optionOid: string,
  personOids: ReadonlySet<string>,
): OptionRows {
  const rows: FeeRow[] = [];
  const damaged = new Map<string, string | null>();
  let hasNameless = false;
  for (const value of values) {
    const owner = ownedSchema.safeParse(value);
    const personOid = owner.data?.personOid;
    if (personOid === undefined || !personOids.has(personOid)) {
      // What is no person OID names nobody either.
      hasNameless ||= personOid === undefined || !isOppijanumero(personOid);
      continue;
    }
    const row = lukuvuosimaksuSchema.safeParse(value);
    if (row.success && row.data.hakukohdeOid === optionOid) rows.push(rowSchema.parse(row.data));
    else damaged.set(personOid, row.success ? 'hakukohdeOid' : fieldOf(row.error));
  }
  return { rows, damaged, hasNameless };
}

/** What of an answer about several persons is these persons'. */
export function rowsOfPersons(
  { rows, damaged, hasNameless }: OptionRows,
  personOids: readonly string[],
): OptionRows {
  return {
    rows: rows.filter(({ personOid }) => personOids.includes(personOid)),
    damaged: new Map([...damaged].filter(([oid]) => personOids.includes(oid))),
    hasNameless,
  };
}
