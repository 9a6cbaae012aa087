import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LocalizedText } from './reasons.ts';

/** The graph's `Institution`. */
export interface Institution {
  readonly code: string | null;
  readonly oid: string | null;
  readonly name: LocalizedText;
}

/** Which institution number (VIRTA) and organisation OID (Opintopolku) are the same institution, and its name. */
export interface InstitutionList {
  readonly byCode: (code: string) => Institution;
  readonly byOid: (oid: string) => Institution;
}

const nameSchema = z.object({
  fi: z.string().nullable().default(null),
  sv: z.string().nullable().default(null),
  en: z.string().nullable().default(null),
});
const fileSchema = z.array(
  z.object({ code: z.string().regex(/^\w{1,5}$/), oid: z.string().min(1), name: nameSchema }),
);

const noName: LocalizedText = { fi: null, sv: null, en: null };

/** Reads the list from a JSON file; without a file the list is empty and institutions keep only what their registry says. */
export function loadInstitutions(file: string | null): InstitutionList {
  const entries = file === null ? [] : fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const byOid = new Map(entries.map((entry) => [entry.oid, entry]));
  return {
    byCode: (code) => byCode.get(code) ?? { code, oid: null, name: noName },
    byOid: (oid) => byOid.get(oid) ?? { code: null, oid, name: noName },
  };
}
